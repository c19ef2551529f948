import java.nio.file.Path;
import java.util.List;

/** How questions reach the guide: as they are written, or said aloud and recognised. */
interface Ears extends AutoCloseable {

    /** As many names as a call tells its recogniser. */
    int NAMES = 12;

    boolean open();

    List<Asked> chosen(List<Asked> questions);

    String heard(String question, List<String> names) throws Exception;

    String report();

    @Override
    default void close() {}

    /** Written. */
    record Typed() implements Ears {

        @Override
        public boolean open() {
            return false;
        }

        @Override
        public List<Asked> chosen(List<Asked> questions) {
            return questions;
        }

        @Override
        public String heard(String question, List<String> names) {
            return question;
        }

        @Override
        public String report() {
            return "";
        }
    }

    /** Said by another engine's voice, heard by the product's recogniser; words that differ are counted. */
    final class Open implements Ears {

        private final Listener listener = new Listener(Path.of("bench/guide").toAbsolutePath());
        private final Sample sample;
        private final int share;
        private int said;
        private int wrong;

        Open(long seed, int share) throws Exception {
            this.sample = new Sample(seed);
            this.share = share;
        }

        @Override
        public boolean open() {
            return true;
        }

        @Override
        public List<Asked> chosen(List<Asked> questions) {
            return sample.of(questions, share);
        }

        @Override
        public String heard(String question, List<String> names) throws Exception {
            String words = Said.of(question);
            String heard = listener.hear(Voice.say(words), names);
            said += Said.words(question).size();
            wrong += Said.distance(Said.words(question), Said.words(heard));
            return heard;
        }

        @Override
        public String report() {
            return "said by flite's %s: word error rate %.1f %% of %d words%n".formatted(Voice.NAME, 100.0 * wrong / said, said);
        }

        @Override
        public void close() {
            listener.close();
        }
    }
}
