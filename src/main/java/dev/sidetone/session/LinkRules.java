package dev.sidetone.session;

import dev.sidetone.provider.Capabilities;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.wire.ClientEvent;

/** The control socket of a live call: joined, lost, joined again. Pure. */
final class LinkRules {

    static final String OVER_SOCKET =
            "Start the call again over WebSocket, where the sound goes through the service.";

    private static final long STEADY_MS = 30_000;

    private LinkRules() {}

    static CallState up(Live live, Moment moment) {
        if (live.link() instanceof Link.Up) {
            return live;
        }
        int losses = live.link() instanceof Link.Lost(var attempt) ? attempt : 0;
        boolean again = live.link() instanceof Link.Lost;
        Dialogue talk = live.dialogue();
        moment.effects()
                .add(
                        moment.spec().existing()
                                ? new Effect.SendLeftOver()
                                : new Effect.Configure(talk.mode(), talk.briefing(), again));
        if (live.link() instanceof Link.Ringing(_, _, var ears)) {
            ears.last().forEach(sound -> moment.send(new ClientEvent.AudioAppend(null, sound)));
        }
        Dialogue heard =
                live.link() instanceof Link.Renewing ? RenewalRules.heardAgain(talk, moment) : talk;
        return SolitudeRules.over(live)
                .with(new Link.Up(moment.now(), losses))
                .with(
                        heard.with(
                                again
                                        ? talk.replies().reconnected(moment.effects())
                                        : talk.replies().opened(moment.effects())));
    }

    /** While the call was never heard, tries are counted; a call that was up is worth waiting. */
    static CallState joinFailed(Live live, CallEvent.JoinFailed failed, Moment moment) {
        return switch (live.link()) {
            case Link.Joining(var attempt)
                    when !failed.gone() && attempt < moment.spec().provider().firstTries() ->
                    again(live, new Link.Joining(attempt + 1), attempt, moment);
            case Link.Joining _ -> neverUp(live, failed.message(), moment);
            case Link.Lost _ when failed.gone() -> CloseRules.transportClosed(live, moment);
            case Link.Lost(var attempt) when attempt >= mostRejoins(moment) ->
                    CloseRules.broken(live, failed.message(), moment);
            case Link.Lost(var attempt) ->
                    again(live, new Link.Lost(attempt + 1), attempt + 1, moment);
            case Link.Up _, Link.Renewing _, Link.Parked _, Link.Ringing _ -> live;
        };
    }

    /** A handshake that nobody answers fails by itself never. */
    static CallState stalled(Live live, String about, Moment moment) {
        return live.link() instanceof Link.Joining && about.equals(sideband(live))
                ? neverUp(live, "The provider did not answer in time.", moment)
                : live;
    }

    /** Names the sideband of the session that a call has now, for its timer. */
    static String sideband(Live live) {
        int session = live.life().session();
        return session == 1 ? "" : Integer.toString(session);
    }

    /** The sound was up, but without its sideband a call has no agent: the other path has both. */
    private static CallState neverUp(Live live, String why, Moment moment) {
        boolean socket = moment.spec().provider().webSocket().contains(moment.spec().version());
        return CloseRules.broken(
                live,
                "The control connection beside the call did not come about: "
                        + why
                        + " Nothing was said or lost. "
                        + (socket ? OVER_SOCKET : "Start the call again, or check the provider."),
                socket ? "sideband_failed" : "connection_lost",
                moment);
    }

    static CallState down(Live live, CallEvent.LinkDown down, Moment moment) {
        if (!(live.link() instanceof Link.Up(var since, var losses))) {
            return live;
        }
        if (live.callId().isEmpty()) {
            return down.orderly()
                    ? CloseRules.transportClosed(live, moment)
                    : CloseRules.broken(live, down.message(), moment);
        }
        if (down.gone()) {
            return CloseRules.transportClosed(live, moment);
        }
        int attempt = moment.now() - since >= STEADY_MS ? 1 : losses + 1;
        if (attempt > mostRejoins(moment)) {
            return CloseRules.broken(live, down.message(), moment);
        }
        return again(SolitudeRules.lost(live, moment), new Link.Lost(attempt), attempt, moment);
    }

    private static int mostRejoins(Moment moment) {
        Capabilities provider = moment.spec().provider();
        return provider.rejoin() ? provider.rejoins().orElse(Integer.MAX_VALUE) : 0;
    }

    private static CallState again(Live live, Link link, int attempt, Moment moment) {
        moment.effects().add(new Effect.Join(live.callId(), Backoff.beforeAttempt(attempt)));
        return live.with(link);
    }
}
