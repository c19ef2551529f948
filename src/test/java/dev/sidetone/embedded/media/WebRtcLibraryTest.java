package dev.sidetone.embedded.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetone.embedded.MediaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebRtcLibraryTest {

    /** Prints why WebRTC is unavailable. */
    static final class Probe {
        private Probe() {}

        public static void main(String[] args) {
            var library = new WebRtcLibrary();
            String first = library.unavailable().orElse("available");
            String second = library.unavailable().orElse("available");
            System.out.print(first.equals(second) ? first : first + " then " + second);
            System.exit(0);
        }
    }

    private static String probe(List<String> classPath) throws Exception {
        return ChildJvm.output(ChildJvm.start(classPath, List.of(), Probe.class));
    }

    @Test
    void aPlatformWithoutTheNativeJarIsToldSo() throws Exception {
        List<String> without =
                ChildJvm.classPath().stream()
                        .filter(jar -> !jar.matches(".*webrtc-java-[0-9.]+-(linux|macos|win).*"))
                        .toList();

        assertThat(probe(without))
                .contains("no native library for this platform", WebRtcLibrary.resourceName())
                .contains("WebSocket audio");
    }

    @Test
    void aLibraryThatCannotBeLoadedNamesThePackagesToInstall(@TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve(WebRtcLibrary.resourceName()), "not a library");
        List<String> broken = new ArrayList<>(ChildJvm.classPath());
        broken.addFirst(folder.toString());

        assertThat(probe(broken)).contains("could not be loaded", "libpulse0", "libxcomposite1");
    }

    @Test
    void theSwitchMakesItUnavailableForCallsToo() {
        var engine = new WebRtcEngine();
        System.setProperty(WebRtcLibrary.SWITCH, "off");
        try {
            assertThat(engine.unavailable()).get().asString().contains("sidetone.webrtc=off");
            assertThatThrownBy(
                            () -> engine.answer("rtc_x", OfferTest.GOOD, new RecordingListener()))
                    .isInstanceOfSatisfying(
                            MediaException.class,
                            e -> assertThat(e.kind()).isEqualTo(MediaException.Kind.UNAVAILABLE));
        } finally {
            System.clearProperty(WebRtcLibrary.SWITCH);
            engine.shutdown();
        }
    }
}
