package dev.sidetone.session;

import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.Life.Solitude;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * A call whose provider cannot be reached any more is worth waiting for as long as somebody
 * listens; one that nobody listens to either is given up after a while. Pure.
 */
final class SolitudeRules {

    private static final int LOOKS = 10;

    private SolitudeRules() {}

    /** Nothing tells that the client goes: from now on it is looked who is there. */
    static Live lost(Live live, Moment moment) {
        if (live.life().solitude().looking()) {
            return live;
        }
        moment.effects().add(new Effect.LookAround(0));
        return with(live, true, OptionalLong.empty());
    }

    /** The link is up. */
    static Live over(Live live) {
        return with(live, live.life().solitude().looking(), OptionalLong.empty());
    }

    static CallState looked(Live live, boolean somebody, Moment moment) {
        boolean parked = live.link() instanceof Link.Parked;
        if (!parked && !(live.link() instanceof Link.Lost)) {
            return with(live, false, OptionalLong.empty());
        }
        Duration most = moment.spec().policy().alone();
        OptionalLong since = somebody ? OptionalLong.empty() : since(live, moment);
        if (since.isPresent() && moment.now() - since.getAsLong() >= most.toMillis()) {
            return parked ? ParkRules.forgotten(live, most, moment) : givenUp(live, most, moment);
        }
        moment.effects().add(new Effect.LookAround(most.toMillis() / LOOKS));
        return with(live, true, since);
    }

    private static OptionalLong since(Live live, Moment moment) {
        return OptionalLong.of(live.life().solitude().since().orElse(moment.now()));
    }

    private static CallState givenUp(Live live, Duration most, Moment moment) {
        return CloseRules.broken(
                live,
                "For %s the provider could not be reached and nobody listened, so the call was ended. What was said is kept; start another one to go on."
                        .formatted(LimitRules.words(most.toMillis())),
                moment);
    }

    private static Live with(Live live, boolean looking, OptionalLong since) {
        return live.with(live.life().with(new Solitude(looking, since)));
    }
}
