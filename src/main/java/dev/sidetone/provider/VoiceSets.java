package dev.sidetone.provider;

import dev.sidetone.config.RealtimeSettings.Version;
import java.util.List;

/** The voices of the protocol versions, in the order that clients are told. */
public final class VoiceSets {

    /** Of v1, and of v3. */
    public static final List<String> V1 =
            List.of(
                    "juniper", "maple", "spruce", "ember", "vale", "breeze", "arbor", "sol",
                    "cove");

    public static final List<String> V2 =
            List.of(
                    "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin",
                    "cedar");
    public static final String DEFAULT_V1 = "cove";
    public static final String DEFAULT_V2 = "marin";

    private VoiceSets() {}

    public static List<String> of(Version version) {
        return version == Version.V2 ? V2 : V1;
    }

    /** The voice of a call that names none. */
    public static String usual(Version version) {
        return version == Version.V2 ? DEFAULT_V2 : DEFAULT_V1;
    }
}
