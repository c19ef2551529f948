package dev.sidetone.provider;

import java.util.OptionalLong;

/**
 * What pings say and pongs repeat. An end may answer only the newest of several pings (RFC 6455,
 * 5.5.3), so a mark stands for every one before it too.
 */
final class Marks {

    /** Of a ping that follows nothing. */
    static final long NONE = 0;

    private static final String BEGIN = "m";

    private Marks() {}

    static String write(long mark) {
        return BEGIN + mark;
    }

    /** Empty when it is none of ours. */
    static OptionalLong read(String payload) {
        return payload.matches(BEGIN + "\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(payload.substring(BEGIN.length())))
                : OptionalLong.empty();
    }
}
