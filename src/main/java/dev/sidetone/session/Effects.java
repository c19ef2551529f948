package dev.sidetone.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the effects of one transition in their order. Used by one transition only. */
final class Effects {

    private final List<Effect> list = new ArrayList<>();

    Effects add(Effect... effects) {
        list.addAll(Arrays.asList(effects));
        return this;
    }

    Effects publish(Notice notice) {
        return add(new Effect.Publish(notice));
    }

    Effects send(dev.sidetone.wire.ClientEvent event) {
        return add(new Effect.Send(event));
    }

    List<Effect> list() {
        return List.copyOf(list);
    }
}
