package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong under /api/v1 is told as RFC 9457 has it, with what to do. */
@QuarkusTest
class ProblemTest {

    private static final String NOWHERE = "01890a5d-ac96-774b-bcce-b302099a8057";

    @TestHTTPResource("/")
    URI base;

    private static void problem(ValidatableResponse answer, int status, String code, String says) {
        answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("about:blank"))
                .body("status", equalTo(status))
                .body("title", not(equalTo("")))
                .body("detail", containsString(says))
                .body("error.code", equalTo(code))
                .body("error.message", containsString(says));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing",
                "/api/v1/conversations/x/y/z",
                "/api/v1/calls",
                "/api/v1/calls/x/nothing"
            })
    void unknownPaths(String path) {
        problem(given().get(path).then(), 404, "not_found", "/q/openapi");
        problem(
                given().body("{}").contentType("application/json").post(path).then(),
                404,
                "not_found",
                "/q/openapi");
    }

    @Test
    void pathsOfOthersKeepTheirOwnErrors() {
        given().get("/v1/realtime/nothing")
                .then()
                .statusCode(404)
                .contentType(not(containsString("problem")));
    }

    @ParameterizedTest
    @CsvSource({"not-a-uuid", NOWHERE})
    void unknownConversationsAndCalls(String id) {
        String conversation = "conversation_not_found";
        problem(given().get("/api/v1/conversations/" + id).then(), 404, conversation, "POST");
        problem(
                given().get("/api/v1/conversations/" + id + "/items").then(),
                404,
                conversation,
                "");
        problem(
                given().get("/api/v1/conversations/" + id + "/calls").then(),
                404,
                conversation,
                "");
        problem(Rest.start(id, "{}"), 404, conversation, "");
        problem(Rest.offer(id, "", "v=0"), 404, conversation, "");
        problem(Rest.state(id), 404, "call_not_found", "five minutes");
        problem(Rest.hangUp(id), 404, "call_not_found", "");
        problem(Rest.message(id, "{\"text\":\"x\"}"), 404, "call_not_found", "");
        problem(given().get("/api/v1/calls/" + id + "/events").then(), 404, "call_not_found", "");
    }

    @Test
    void methodsThatDoNotExist() {
        problem(given().put("/api/v1/conversations").then(), 405, "method_not_allowed", "Allow");
        problem(
                given().patch("/api/v1/calls/" + NOWHERE).then(),
                501,
                "trickle_not_supported",
                "gather all candidates");
    }

    @Test
    void mediaTypesThatDoNotExist() {
        String calls = "/api/v1/conversations/" + Rest.conversation() + "/calls";
        problem(
                given().contentType("text/plain").body("hello").post(calls).then(),
                415,
                "unsupported_media_type",
                "application/sdp");
        problem(
                given().accept("image/png").get("/api/v1/conversations").then(),
                406,
                "not_acceptable",
                "Accept");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"voice\": }|invalid_json|line 1, column 11",
                "[1]|invalid_json|no object",
                "{} {}|invalid_json|line 1",
                "{\"voyce\":\"x\"}|unknown_option|`voyce`; there are",
                "{\"outputModality\":\"smell\"}|invalid_request|In `outputModality`: Invalid request: unknown variant `smell`, expected `text` or `audio`",
                "{\"voice\":5}|invalid_request|In `voice`: Invalid request: invalid type: integer `5`",
                "{\"sdp\":5}|invalid_request|`sdp` is a text",
                "{\"sdp\":\"v=0\",\"transport\":{\"type\":\"websocket\"}}|invalid_request|leave one of them out",
                "{\"transport\":{\"type\":\"webrtc\"}}|invalid_request|missing field `sdp`",
                "{\"version\":\"v9\"}|invalid_request|`v3`"
            })
    void whatACallCannotBeAskedFor(String body, String code, String says) {
        problem(Rest.start(Rest.conversation(), body), 400, code, says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?voyce=x|v=0|unknown_option|`voyce`",
                "?includeStartupContext=maybe|v=0|invalid_request|`true` or `false`",
                "?version=v9|v=0|invalid_request|`v1`",
                "?voice=nobody|v=0|invalid_request|In `voice`",
                "''|' '|invalid_offer|SDP offer",
                "''|this is no sdp|invalid_offer|''"
            })
    void whatAnOfferCannotBe(String query, String sdp, String code, String says) {
        problem(Rest.offer(Rest.conversation(), query, sdp), 400, code, says);
    }

    @Test
    void whatTheProviderCannotDoIsRefusedBeforeTheCall() {
        problem(
                Rest.start(Rest.conversation(), "{\"outputModality\":\"text\",\"voice\":\"cove\"}"),
                422,
                "call_refused",
                "supported voices");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|invalid_request|missing field `text`",
                "{\"text\":\"x\",\"role\":\"king\"}|invalid_request|In `role`",
                "{\"text\":\"x\",\"kind\":\"song\"}|invalid_request|In `kind`",
                "{\"text\":\"x\",\"loud\":true}|unknown_option|`loud`",
                "{|invalid_json|line 1"
            })
    void whatCannotBeTyped(String body, String code, String says) {
        String call = Rest.textCall(Rest.conversation());
        problem(Rest.message(call, body), 400, code, says);
        Rest.hangUp(call);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\":\"\"}|invalid_title",
                "{\"title\":7}|invalid_title",
                "{\"name\":\"x\"}|unknown_option"
            })
    void whatAConversationCannotBeCalled(String body, String code) {
        problem(
                given().contentType("application/json")
                        .body(body)
                        .post("/api/v1/conversations")
                        .then(),
                400,
                code,
                "title");
    }

    @Test
    void aBodyThatIsTooLarge() {
        problem(
                Rest.offer(Rest.conversation(), "", "x".repeat(5 << 20)),
                413,
                "request_too_large",
                "4194304");
    }

    @Test
    void pagesOfOtherOriginsAreRefused() {
        problem(
                given().header("Origin", "https://evil.example")
                        .contentType("application/json")
                        .post("/api/v1/conversations")
                        .then(),
                403,
                "origin_not_allowed",
                "sidetone.server.allowed_origins");
        String call = Rest.textCall(Rest.conversation());
        assertThat(refusal("/api/v1/calls/" + call + "/events", "Origin", "https://evil.example"))
                .contains("403");
        Rest.hangUp(call);
    }

    @Test
    void eventsAreAskedForInOrder() {
        String call = Rest.textCall(Rest.conversation());
        String events = "/api/v1/calls/" + call + "/events";
        problem(
                given().get(events).then().header("Upgrade", equalTo("websocket")),
                426,
                "upgrade_required",
                "ws://");
        assertThat(refusal("/api/v1/calls/" + NOWHERE + "/events")).contains("404");
        assertThat(refusal(events + "?after=100000")).contains("400");
        assertThat(refusal(events + "?after=first")).contains("400");
        assertThat(refusal(events, "Last-Event-ID", "-1")).contains("400");
        Rest.hangUp(call);
    }

    private String refusal(String path, String... headers) {
        try (var _ = new EventClient(base, path, headers)) {
            return "101";
        } catch (CompletionException e) {
            return assertThat(e.getCause())
                            .asInstanceOf(
                                    InstanceOfAssertFactories.type(
                                            java.net.http.WebSocketHandshakeException.class))
                            .actual()
                            .getResponse()
                            .statusCode()
                    + "";
        }
    }

    @Test
    void whatCanBePostedIsTold() {
        given().options("/api/v1/conversations/" + Rest.conversation() + "/calls")
                .then()
                .statusCode(204)
                .header("Accept-Post", "application/sdp, application/json")
                .header("Allow", containsString("POST"));
    }
}
