package dev.sidetone.api;

import dev.sidetone.session.Notice;
import java.util.List;

/** Finds in what a conversation told the part that belongs to its present call. Pure. */
final class Beginnings {

    private Beginnings() {}

    /** From its start on; when that is not known, from the end of the call before it on. */
    static List<Notice> since(String callId, List<Notice> told) {
        for (int i = told.size() - 1; i >= 0; i--) {
            if (starts(told.get(i), callId)) {
                return told.subList(i, told.size());
            }
            if (told.get(i) instanceof Notice.CallClosed(var id, _, _, _) && !id.equals(callId)) {
                return told.subList(i + 1, told.size());
            }
        }
        return told;
    }

    /** Whether its start is among it, or what stands before its start. */
    static boolean known(String callId, List<Notice> told) {
        return told.stream()
                .anyMatch(n ->
                        starts(n, callId)
                                || (n instanceof Notice.CallClosed(var id, _, _, _)
                                        && !id.equals(callId)));
    }

    private static boolean starts(Notice notice, String callId) {
        return notice instanceof Notice.CallStarted(var id, _, _) && id.equals(callId);
    }
}
