package dev.sidetone.hook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.session.TurnDone;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a program is told of a turn that ended, with the names that Codex has for it. */
final class TurnNotice {

    /** An operating system takes no argument of any length; Linux none of 128 KiB. */
    private static final int LONGEST_BYTES = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private TurnNotice() {}

    /** As JSON on one line. Texts that are too long for an argument are cut. */
    static String json(TurnDone turn, Path cwd) {
        String whole = json(turn, cwd, Integer.MAX_VALUE);
        for (int most = LONGEST_BYTES; tooLong(whole); most /= 2) {
            whole = json(turn, cwd, most);
        }
        return whole;
    }

    private static boolean tooLong(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES;
    }

    private static String json(TurnDone turn, Path cwd, int most) {
        ObjectNode notice = JSON.createObjectNode();
        notice.put("type", "agent-turn-complete");
        notice.put("thread-id", turn.conversation().value());
        notice.put("turn-id", turn.turnId());
        notice.put("cwd", cwd.toString());
        notice.put("client", "sidetone");
        var asked = notice.putArray("input-messages");
        turn.asked().forEach(text -> asked.add(cut(text, most)));
        notice.put("last-assistant-message", cut(turn.answer(), most));
        return notice.toString();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
