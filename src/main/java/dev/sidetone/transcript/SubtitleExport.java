package dev.sidetone.transcript;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import java.util.List;

/** A conversation as subtitles: SubRip, and WebVTT as the W3C has it, with voices and sides. */
final class SubtitleExport {

    private SubtitleExport() {}

    static String srt(Conversation conversation, List<Item> items) {
        var file = new StringBuilder();
        int number = 0;
        for (Cues.Cue cue : Cues.of(items)) {
            file.append(++number).append('\n');
            file.append(times(cue, ',')).append('\n');
            file.append(Speakers.of(cue.item())).append(": ");
            file.append(noArrow(TextExport.line(cue.item().text()))).append("\n\n");
        }
        return file.toString();
    }

    static String vtt(Conversation conversation, List<Item> items) {
        var file = new StringBuilder("WEBVTT - ");
        file.append(noArrow(TextExport.title(conversation))).append("\n\n");
        for (Cues.Cue cue : Cues.of(items)) {
            file.append(escaped(cue.item().itemId())).append('\n');
            file.append(times(cue, '.')).append(side(cue.item())).append('\n');
            file.append("<v ").append(Speakers.of(cue.item())).append('>');
            file.append(escaped(cue.item().text())).append("</v>\n\n");
        }
        return file.toString();
    }

    private static String times(Cues.Cue cue, char mark) {
        return Cues.time(cue.startMs(), mark) + " --> " + Cues.time(cue.endMs(), mark);
    }

    private static String side(Item item) {
        return item.role() == Item.Role.USER ? " align:start" : " align:end";
    }

    /** An arrow in the words would begin another cue; SubRip has no way to escape it. */
    private static String noArrow(String line) {
        return line.replace("-->", "→");
    }

    private static String escaped(String text) {
        return TextExport.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
