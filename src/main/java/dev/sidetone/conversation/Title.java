package dev.sidetone.conversation;

/** Makes a conversation's title from what was said first. */
public final class Title {

    private static final int LONGEST = 80;

    private Title() {}

    /**
     * The first words of a text on one line, without control and invisible characters, at most 80
     * characters; cut between words where there are any. Empty when the text has no words.
     */
    public static String from(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").replaceAll("\\p{Cf}", "").strip();
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return line;
        }
        String start = line.substring(0, line.offsetByCodePoints(0, LONGEST - 1));
        int space = start.lastIndexOf(' ');
        return (space > LONGEST / 2 ? start.substring(0, space) : start) + "…";
    }
}
