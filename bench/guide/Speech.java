import java.util.List;

/** Says a question aloud and hears it back, or hands it on as typed. */
interface Speech {

    Speech NONE = (text, _) -> text;

    /** What the product's recogniser makes of the words, said by a synthesiser that is not its own. */
    String say(String text, List<String> vocabulary) throws Exception;

    static Speech open() throws Exception {
        throw new IllegalStateException("the recogniser is not there yet");
    }
}
