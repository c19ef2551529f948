package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members of requests that are missing, of a wrong type, or gated. */
@QuarkusTest
class MembersTest {

    @TestHTTPResource("/")
    URI base;

    private static String refusal(JsonNode answer) {
        assertThat(answer.at("/error/code").asInt()).as("%s", answer).isEqualTo(-32600);
        return answer.at("/error/message").asText();
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) JsonSocket.read(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing field `clientInfo`",
                "{'clientInfo':{'version':'1'}}|missing field `name`",
                "{'clientInfo':{'name':'t'}}|missing field `version`",
                "{'clientInfo':{'name':'t','version':1}}|invalid type: integer `1`, expected a string",
                "{'clientInfo':{'name':'t','version':'1','title':[]}}|expected a string",
                "{'clientInfo':{'name':'t','version':'1'},'capabilities':'all'}|expected a map",
                "{'clientInfo':{'name':'t','version':'1'},'capabilities':{'experimentalApi':'yes'}}|expected a boolean",
                "{'clientInfo':{'name':'t','version':'1'},'capabilities':{'optOutNotificationMethods':'x'}}|expected a sequence",
                "{'clientInfo':{'name':'t','version':'1'},'capabilities':{'optOutNotificationMethods':[1]}}|expected a string"
            },
            quoteCharacter = '#')
    void aHandshakeThatIsWrongIsRefusedAndMayBeTriedAgain(String params, String says) {
        try (var client = new RpcClient(base)) {
            assertThat(refusal(client.ask("initialize", object(params.replace('\'', '"')))))
                    .startsWith("Invalid request: ")
                    .contains(says);
            client.result("initialize", RpcClient.handshake(false));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'sampleRate':24000,'numChannels':1|missing field `data`",
                "'data':'AAAA','numChannels':1|missing field `sampleRate`",
                "'data':'AAAA','sampleRate':24000|missing field `numChannels`",
                "'data':'AAAA','sampleRate':-1,'numChannels':1|invalid value: integer `-1`, expected u32",
                "'data':'AAAA','sampleRate':24000,'numChannels':65536|invalid value: integer `65536`, expected u16",
                "'data':'AAAA','sampleRate':24000,'numChannels':1,'samplesPerChannel':'x'|expected u32",
                "'data':'AAAA','sampleRate':24000,'numChannels':1,'itemId':1|expected a string",
                "'data':'#sound','sampleRate':24000,'numChannels':1|the sound is no base64",
                "'data':'AAAA','sampleRate':48000,'numChannels':2|sound of 48000 Hz in 2 channels is not taken; convert it to 24000 Hz in 1 channel"
            },
            quoteCharacter = '~')
    void soundThatIsWrongIsRefused(String audio, String says) {
        try (var client = RpcClient.initialized(base)) {
            ObjectNode params = RpcClient.object().put("threadId", RpcTest.startThread(client));
            params.set("audio", object("{" + audio.replace('\'', '"') + "}"));

            assertThat(refusal(client.ask("thread/realtime/appendAudio", params)))
                    .startsWith("Invalid request: ")
                    .contains(says);
        }
    }

    @Test
    void partsOfStableMethodsAreGatedToo() {
        try (var plain = new RpcClient(base);
                var experimental = RpcClient.initialized(base)) {
            plain.result("initialize", RpcClient.handshake(false));
            ObjectNode tools = object("{\"dynamicTools\":[]}");
            ObjectNode granular = object("{\"approvalPolicy\":{\"granular\":{}}}");

            assertThat(refusal(plain.ask("thread/start", tools)))
                    .isEqualTo("thread/start.dynamicTools requires experimentalApi capability");
            assertThat(refusal(plain.ask("thread/start", granular)))
                    .isEqualTo("askForApproval.granular requires experimentalApi capability");
            String thread = RpcTest.startThread(plain);
            assertThat(
                            refusal(
                                    plain.ask(
                                            "turn/start",
                                            RpcTest.turn(thread, "hello").setAll(granular))))
                    .isEqualTo("askForApproval.granular requires experimentalApi capability");
            experimental.result("thread/start", tools.setAll(granular));
        }
    }

    @Test
    void theJournalComesPageByPage() {
        try (var client = RpcClient.initialized(base)) {
            String thread = RpcTest.startThread(client);
            client.result("turn/start", RpcTest.turn(thread, "the question"));
            client.told("turn/completed");
            ObjectNode ask = RpcClient.object().put("threadId", thread);
            var all = client.result("sidetone/items", ask.deepCopy()).path("items");

            var first = client.result("sidetone/items", ask.put("limit", 1));
            var rest =
                    client.result(
                            "sidetone/items",
                            ask.put("limit", 500)
                                    .put("afterSeq", first.path("nextAfterSeq").asLong()));

            assertThat(first.path("items")).hasSize(1);
            assertThat(all.size()).isGreaterThan(1);
            assertThat(rest.path("items")).hasSize(all.size() - 1);
            assertThat(rest.has("nextAfterSeq")).isFalse();
        }
    }

    @Test
    void threadsOfOtherProvidersAndSourcesAreNotHere() {
        try (var client = RpcClient.initialized(base)) {
            String thread = RpcTest.startThread(client);
            client.result("turn/start", RpcTest.turn(thread, "the question"));
            client.told("turn/completed");

            assertThat(listed(client, "{}")).contains(thread);
            assertThat(
                            listed(
                                    client,
                                    "{\"modelProviders\":[],\"sourceKinds\":[\"cli\",\"appServer\"]}"))
                    .contains(thread);
            assertThat(listed(client, "{\"modelProviders\":[\"sidetone\"]}")).contains(thread);
            assertThat(listed(client, "{\"modelProviders\":[\"openai\"]}")).isEmpty();
            assertThat(listed(client, "{\"sourceKinds\":[\"cli\"]}")).isEmpty();
        }
    }

    private static java.util.List<String> listed(RpcClient client, String params) {
        return client.result("thread/list", object(params)).path("data").findValuesAsText("id");
    }

    @Test
    void aMessageIsCalledAsItsClientCallsIt() {
        try (var client = RpcClient.initialized(base)) {
            String thread = RpcTest.startThread(client);
            ObjectNode turn = RpcTest.turn(thread, "the question");

            client.result("turn/start", turn.put("clientUserMessageId", "m-1"));

            assertThat(
                            client.told(
                                            "item/completed",
                                            p -> p.at("/item/type").asText().equals("userMessage"))
                                    .at("/item/clientId")
                                    .asText())
                    .isEqualTo("m-1");
        }
    }

    @Test
    void whatIsLeftOutOfATurnIsSaid() {
        try (var client = RpcClient.initialized(base)) {
            String thread = RpcTest.startThread(client);
            ObjectNode turn = RpcTest.turn(thread, "the question");
            turn.withArray("input").addObject().put("type", "image").put("url", "data:,");

            client.result("turn/start", turn);

            assertThat(client.told("sidetone/note").toString())
                    .contains("The agent is told the text only; left out: image.");
        }
    }
}
