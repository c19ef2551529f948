package dev.sidetone.provider;

import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the call id in a {@code Location}: absolute or relative, with query, with a tail. */
final class CallIds {

    private static final Pattern RTC = Pattern.compile("rtc_[A-Za-z0-9_.~-]{1,200}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private CallIds() {}

    static Optional<String> fromLocation(String location) {
        int query = location.indexOf('?');
        String path = query < 0 ? location : location.substring(0, query);
        String[] segments = path.split("/", -1);
        for (int i = segments.length - 1; i >= 0; i--) {
            if (isCallId(segments[i])) {
                return Optional.of(segments[i]);
            }
        }
        return Optional.empty();
    }

    private static boolean isCallId(String segment) {
        return RTC.matcher(segment).matches() || UUID.matcher(segment).matches();
    }
}
