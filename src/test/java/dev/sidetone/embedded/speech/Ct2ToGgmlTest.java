package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ct2ToGgmlTest {

    @TempDir Path folder;

    private record Tensor(int[] dims, int type, float[] values) {}

    private ByteBuffer convert() throws IOException, ModelException {
        Path target = folder.resolve("out.bin");
        Ct2ToGgml.convert(folder.resolve("model.bin"), folder.resolve("tokenizer.json"), target);
        return ByteBuffer.wrap(Files.readAllBytes(target)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int[] ints(ByteBuffer file, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = file.getInt();
        }
        return values;
    }

    private static void skipFilters(ByteBuffer file) {
        int[] size = ints(file, 2);
        file.position(file.position() + size[0] * size[1] * Float.BYTES);
    }

    private static Map<String, Tensor> tensors(ByteBuffer file) {
        var tensors = new HashMap<String, Tensor>();
        while (file.hasRemaining()) {
            int[] head = ints(file, 3);
            int[] dims = ints(file, head[0]);
            byte[] name = new byte[head[1]];
            file.get(name);
            int count = 1;
            for (int dim : dims) {
                count *= dim;
            }
            float[] values = new float[count];
            for (int i = 0; i < count; i++) {
                values[i] = head[2] == 1 ? Float.float16ToFloat(file.getShort()) : file.getFloat();
            }
            tensors.put(
                    new String(name, StandardCharsets.US_ASCII), new Tensor(dims, head[2], values));
        }
        return tensors;
    }

    @Test
    void theHeaderTellsTheShapeOfTheModel() throws Exception {
        TinyCt2.write(folder);

        assertThat(ints(convert(), 12))
                .containsExactly(0x67676d6c, 6, 3, 4, 2, 1, 3, 4, 2, 1, 5, 1);
    }

    @Test
    void plainTokensAreWrittenAsTheirBytes() throws Exception {
        TinyCt2.write(folder);
        ByteBuffer file = convert().position(12 * Integer.BYTES);
        skipFilters(file);

        assertThat(ints(file, 2)).containsExactly(2, 2);
        assertThat(new byte[] {file.get(), file.get()}).containsExactly('h', 'i');
        assertThat(file.getInt()).isEqualTo(2);
        assertThat(new byte[] {file.get(), file.get()}).containsExactly(' ', 0);
    }

    @Test
    void stackedAttentionIsTakenApartAndTheKeyBiasDropped() throws Exception {
        TinyCt2.write(folder);
        ByteBuffer file = convert().position(12 * Integer.BYTES);
        skipFilters(file);
        file.position(file.position() + Integer.BYTES + 2 * (Integer.BYTES + 2));

        Map<String, Tensor> tensors = tensors(file);

        float[] query = tensors.get("decoder.blocks.0.cross_attn.query.weight").values();
        float[] key = tensors.get("decoder.blocks.0.cross_attn.key.weight").values();
        float[] value = tensors.get("decoder.blocks.0.cross_attn.value.weight").values();
        assertThat(key[0]).isEqualTo(query[0] + 16 + 4); // behind the query's matrix and bias
        assertThat(value[0]).isEqualTo(key[0] + 16);
        assertThat(tensors).doesNotContainKey("encoder.blocks.0.attn.key.bias");
        assertThat(tensors.get("encoder.conv1.bias").dims()).containsExactly(1, 4);
        assertThat(tensors.get("encoder.blocks.0.mlp.0.weight"))
                .satisfies(t -> assertThat(t.dims()).containsExactly(4, 16))
                .satisfies(t -> assertThat(t.type()).isEqualTo(1));
        assertThat(tensors.get("decoder.ln.weight").type()).isZero();
        assertThat(tensors).hasSize(3 + 4 + 4 + 15 + 15 + 9);
    }

    @Property(tries = 150)
    void aBrokenFileIsExplained(@ForAll @IntRange(min = 0, max = 999) int permille)
            throws IOException {
        Path dir = Files.createTempDirectory("ct2");
        byte[] whole = TinyCt2.model();
        Files.write(dir.resolve("model.bin"), Arrays.copyOf(whole, whole.length * permille / 1000));
        Files.writeString(dir.resolve("tokenizer.json"), TinyCt2.tokenizer());

        assertThatThrownBy(() ->
                        Ct2ToGgml.convert(
                                dir.resolve("model.bin"),
                                dir.resolve("tokenizer.json"),
                                dir.resolve("out")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("CTranslate2");
    }

    @Test
    void anotherFormatIsNamed() throws Exception {
        TinyCt2.write(folder);
        Files.write(folder.resolve("model.bin"), new byte[] {5, 0, 0, 0, 1, 0, 0, 0});

        assertThatThrownBy(this::convert)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("version 5");
    }

    @Test
    void aTokenizerWithoutVocabularyIsRefused() throws Exception {
        TinyCt2.write(folder);
        Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": {}}");

        assertThatThrownBy(this::convert)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.vocab");
    }

    @Test
    void aTokenizerThatIsNoJsonIsRefused() throws Exception {
        TinyCt2.write(folder);
        Files.writeString(folder.resolve("tokenizer.json"), "not json");

        assertThatThrownBy(this::convert)
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tokenizer.json");
    }
}
