package dev.sidetone.console;

import dev.sidetone.config.RealtimeSettings;

/**
 * What the configuration says about calls from the page.
 *
 * @param offered {@code on}, or {@code off} when only typing is offered
 * @param recording {@code on} when a call may be recorded, if the person agrees
 * @param path the audio path that is chosen where nobody chose one on the page
 * @param microphone the name of the device that is taken likewise; may be empty
 * @param speaker the same for the sound
 */
record Calls(String offered, String recording, String path, String microphone, String speaker) {

    static Calls of(RealtimeSettings realtime, boolean recorded) {
        return new Calls(
                realtime.offered() ? "on" : "off",
                recorded ? "on" : "off",
                switch (realtime.transport()) {
                    case WEBRTC -> "auto";
                    case WEBSOCKET -> "websocket";
                },
                realtime.microphone().orElse(""),
                realtime.speaker().orElse(""));
    }
}
