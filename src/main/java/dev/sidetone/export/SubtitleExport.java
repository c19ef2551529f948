package dev.sidetone.export;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import java.io.IOException;
import java.util.Iterator;

/** A conversation as subtitles: SubRip, and WebVTT as the W3C has it, with voices and sides. */
final class SubtitleExport {

    private SubtitleExport() {}

    static void srt(Conversation conversation, Iterator<Item> items, Appendable file)
            throws IOException {
        int number = 0;
        for (var cues = new Cues(items); cues.hasNext(); ) {
            Cues.Cue cue = cues.next();
            file.append(Integer.toString(++number)).append('\n');
            file.append(times(cue, ',')).append('\n');
            file.append(Speakers.of(cue.item())).append(": ");
            file.append(noArrow(TextExport.line(cue.item().text()))).append("\n\n");
        }
    }

    static void vtt(Conversation conversation, Iterator<Item> items, Appendable file)
            throws IOException {
        file.append("WEBVTT - ").append(noArrow(TextExport.title(conversation))).append("\n\n");
        for (var cues = new Cues(items); cues.hasNext(); ) {
            Cues.Cue cue = cues.next();
            file.append(escaped(cue.item().itemId())).append('\n');
            file.append(times(cue, '.')).append(side(cue.item())).append('\n');
            file.append("<v ").append(Speakers.of(cue.item())).append('>');
            file.append(escaped(cue.item().text())).append("</v>\n\n");
        }
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
