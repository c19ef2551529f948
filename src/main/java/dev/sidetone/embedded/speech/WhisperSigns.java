package dev.sidetone.embedded.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tokens that are signs and not text. A multilingual model has one token more than an English
 * one, and expects language and task at the start. Ids follow the order of the reference
 * implementation (github.com/openai/whisper, tokenizer.py). Immutable.
 */
final class WhisperSigns {

    private static final List<String> LANGUAGES =
            List.of(
                    ("en zh de es ru ko fr ja pt tr pl ca nl ar sv it id hi fi vi he uk el ms cs ro"
                                    + " da hu ta no th ur hr bg lt la mi ml cy sk te fa lv bn sr az sl"
                                    + " kn et mk br eu is hy ne mn bs kk sq sw gl mr pa si km sn yo so"
                                    + " af oc ka be tg sd gu am yi lo uz fo ht ps tk nn mt sa lb my bo"
                                    + " tl mg as tt haw ln ha ba jw su")
                            .split(" "));
    private static final int MULTILINGUAL = 51_865;

    private final boolean multilingual;
    private final int end;

    WhisperSigns(int vocabulary) {
        multilingual = vocabulary >= MULTILINGUAL;
        end = multilingual ? 50_257 : 50_256;
    }

    /** Ends a text. Every id above is a sign too. */
    int end() {
        return end;
    }

    /** Begins a text; what the model expects behind it tells which language it hears. */
    int start() {
        return end + 1;
    }

    /** The languages it can tell apart, in the order of their signs; empty when there is one. */
    List<String> languages() {
        return multilingual ? LANGUAGES : List.of();
    }

    /** The sign of the first of these languages; those of the others follow. */
    int firstLanguage() {
        return start() + 1;
    }

    private int task() {
        return start() + LANGUAGES.size() + 2; // after the languages: translate, transcribe
    }

    /** Before words that were said, or might be, earlier. */
    private int previous() {
        return task() + 2;
    }

    private int withoutTimes() {
        return task() + 4;
    }

    /**
     * What the decoder is given before the first word.
     *
     * @param language ISO 639-1; what the model does not know is taken for English
     * @param prompt tokens of words that are likely
     */
    List<Integer> opening(String language, List<Integer> prompt) {
        var opening = new ArrayList<Integer>();
        if (!prompt.isEmpty()) {
            opening.add(previous());
            opening.addAll(prompt);
        }
        opening.add(start());
        if (multilingual) {
            int known = LANGUAGES.indexOf(language.toLowerCase(Locale.ROOT));
            opening.add(firstLanguage() + Math.max(0, known));
            opening.add(task());
        }
        opening.add(withoutTimes());
        return opening;
    }
}
