package dev.sidetone.access;

import static dev.sidetone.access.Need.Where.EVERYWHERE;
import static dev.sidetone.access.Need.Where.HERE;
import static dev.sidetone.config.Scope.ADMIN;
import static dev.sidetone.config.Scope.DELETE;
import static dev.sidetone.config.Scope.EXPORT;
import static dev.sidetone.config.Scope.HOLD;
import static dev.sidetone.config.Scope.REVEAL;
import static dev.sidetone.config.Scope.TALK;
import static dev.sidetone.config.Scope.VIEW;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What every HTTP request needs: the one list of it. A path that is not in it, or is not written
 * plainly, is for those who may do everything.
 */
public final class Routes {

    private static final Need READ = Need.of(VIEW);
    private static final Need SEARCH = READ.reading(ReadKind.SEARCH);
    private static final Need HEAR = READ.reading(ReadKind.AUDIO);
    private static final Need FOLLOW = READ.reading(ReadKind.FOLLOW);
    private static final Need WORK = Need.of(VIEW, TALK);
    private static final Need MOVE = WORK.reading(ReadKind.MOVE);
    private static final Need MERGE = Need.of(VIEW, TALK, DELETE).reading(ReadKind.MOVE);
    private static final Need TAKE_AWAY = Need.of(VIEW, EXPORT).reading(ReadKind.EXPORT);
    private static final Need UNCOVER = Need.of(VIEW, REVEAL).reading(ReadKind.REVEAL);
    private static final Need REMOVE = Need.of(VIEW, DELETE);
    private static final Need FREEZE = Need.of(VIEW, HOLD);
    private static final Need RUN = Need.of(ADMIN).where(EVERYWHERE);
    private static final Need PROVIDE = Need.of(TALK).where(EVERYWHERE);

    /** Sockets are asked for with GET. */
    private static final Map<String, Need> ALL = new LinkedHashMap<>();

    private static final Map<String, Pattern> PATTERNS = new LinkedHashMap<>();

    /** What could lead elsewhere than it seems: escaped signs of paths, parameters within them. */
    private static final Pattern CROOKED =
            Pattern.compile("(?i).*(%2f|%5c|%2e|%3b|%25|%00|;|\\\\|//|/\\.{1,2}(/|$)).*");

    static {
        rest();
        console();
        others();
        ALL.keySet().forEach(route -> PATTERNS.put(route, pattern(route)));
    }

    private Routes() {}

    private static void rest() {
        String conversation = "/api/v1/conversations/{id}";
        put("GET /api/v1/conversations", READ);
        put("POST /api/v1/conversations", WORK.where(HERE));
        put("GET " + conversation, READ);
        put("PATCH " + conversation, READ); // what is changed decides what more it needs
        put("DELETE " + conversation, REMOVE);
        put("POST " + conversation + "/restore", REMOVE);
        put("GET " + conversation + "/items", READ);
        put("PATCH " + conversation + "/items/{itemId}", WORK);
        put("GET " + conversation + "/items/{itemId}/original", UNCOVER);
        put("GET " + conversation + "/originals", UNCOVER);
        put("GET " + conversation + "/export", TAKE_AWAY);
        put("GET " + conversation + "/audio", HEAR);
        put("GET " + conversation + "/audio/{item}", HEAR);
        put("GET " + conversation + "/calls", READ);
        put("POST " + conversation + "/calls", WORK.where(HERE)); // its agent reads what is here
        put("OPTIONS " + conversation + "/calls", READ);
        put("GET /api/v1/calls/{callId}", READ);
        put("DELETE /api/v1/calls/{callId}", WORK);
        put("PATCH /api/v1/calls/{callId}", WORK);
        put("OPTIONS /api/v1/calls/{callId}", READ);
        put("POST /api/v1/calls/{callId}/messages", WORK.where(HERE));
        put("GET /api/v1/calls/{callId}/events", FOLLOW);
        put("POST /api/v1/moves", MOVE); // a merge needs more
        put("DELETE /api/v1/moves/{move}", MOVE);
        put("GET /api/v1/search", SEARCH);
        put("GET /api/v1/search/export", TAKE_AWAY);
        put("GET /api/v1/searches", READ);
        put("POST /api/v1/searches", READ);
        put("DELETE /api/v1/searches/{search}", READ);
        put("GET /api/v1/export", TAKE_AWAY);
        put("POST /api/v1/import", Need.of(ADMIN));
        put("GET /api/v1/usage", READ);
        put("GET /api/v1/deliveries", RUN);
        put("POST /api/v1/deliveries/{id}/retry", RUN);
        put("DELETE /api/v1/deliveries/{id}", RUN);
        put("GET /api/v1/retention", RUN);
        put("GET /api/v1/retention/log", RUN);
        put("GET /api/v1/access/reads", RUN);
        put(
                "GET /api/v1/people/{name}/export",
                Need.of(ADMIN, VIEW, EXPORT).where(EVERYWHERE).reading(ReadKind.EXPORT));
        put("POST /api/v1/people/{name}/erase", Need.of(ADMIN, DELETE).where(EVERYWHERE));
        put("GET /api/v1/schemas/conversation.json", Need.NOTHING);
        put("GET /api/v1/workspace", READ.where(HERE));
        put("GET /api/v1/code", READ.where(HERE));
    }

    private static void console() {
        String conversation = "/conversations/{id}";
        put("GET /", Need.NOTHING); // what is done on the page asks for itself
        put("GET /code", Need.NOTHING);
        put("GET /conversations", READ);
        put("GET " + conversation, READ);
        put("GET /conversations/import", Need.of(ADMIN));
        put("GET " + conversation + "/find", READ);
        put("GET " + conversation + "/export", TAKE_AWAY);
        put("GET " + conversation + "/items", READ);
        put("GET " + conversation + "/items/contents", READ);
        put("POST " + conversation + "/title", WORK);
        put("POST " + conversation + "/tags", WORK);
        put("POST " + conversation + "/pin", WORK);
        put("POST " + conversation + "/archive", WORK);
        put("POST " + conversation + "/hold", FREEZE);
        put("POST " + conversation + "/delete", REMOVE);
        put("POST " + conversation + "/restore", REMOVE);
        put("POST " + conversation + "/moves/merge", MERGE);
        put("POST " + conversation + "/moves/split", MOVE);
        put("POST " + conversation + "/moves/undo", MOVE);
        put("GET /search", SEARCH);
        put("POST /search/saved", READ);
        put("POST /search/saved/forget", READ);
        put("GET /usage", READ);
        put("GET /deliveries", Need.of(ADMIN, VIEW).where(EVERYWHERE)); // it names conversations
        put("POST /deliveries/{id}/retry", RUN);
        put("POST /deliveries/{id}/drop", RUN);
        put("POST /deliveries/retry", RUN);
        put("GET /settings", RUN);
        put("POST /settings/preview", RUN);
        put("POST /settings/apply", RUN);
        put("POST /settings/rollback", RUN);
    }

    private static void others() {
        put("GET /login", Need.NOTHING);
        put("POST /login", Need.NOTHING);
        put("GET /healthz", Need.NOTHING);
        put("GET /readyz", Need.NOTHING);
        put("GET /livez", Need.NOTHING);
        put("GET /rpc", Need.NOTHING); // every method asks for itself
        put("GET /v1/models", Need.NOTHING);
        put("GET /v1/models/{id}", Need.NOTHING);
        put("GET /v1/speech", Need.NOTHING);
        put("POST /v1/speech/download", Need.of(TALK));
        put("GET /v1/realtime", PROVIDE);
        put("POST /v1/realtime/calls", PROVIDE);
        put("OPTIONS /v1/realtime/calls", PROVIDE);
        put("POST /v1/realtime/calls/{id}/hangup", PROVIDE);
        put("POST /v1/live", PROVIDE);
    }

    private static void put(String route, Need need) {
        ALL.put(route, need);
    }

    private static Pattern pattern(String route) {
        StringBuilder regex = new StringBuilder();
        for (String part : route.split("(?=\\{)|(?<=\\})")) {
            regex.append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
        }
        return Pattern.compile(regex.toString());
    }

    /** What a route of the documentation needs, as {@code GET /api/v1/calls/{callId}}. */
    public static Optional<Need> declared(String method, String template) {
        return Optional.ofNullable(ALL.get(method + " " + template));
    }

    /** What a request needs. */
    static Need of(String method, String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? cut(path) : path;
        if (CROOKED.matcher(plain).matches()) {
            return Need.UNKNOWN;
        }
        String asked = (method.equals("HEAD") ? "GET" : method) + " " + plain;
        Need literal = ALL.get(asked);
        if (literal != null) {
            return literal;
        }
        if (asked.startsWith("GET /console/")) {
            return Need.NOTHING; // stylesheets and scripts, which anybody may load
        }
        return PATTERNS.entrySet().stream()
                .filter(entry -> entry.getValue().matcher(asked).matches())
                .findFirst()
                .map(entry -> ALL.getOrDefault(entry.getKey(), Need.UNKNOWN))
                .orElse(Need.UNKNOWN);
    }

    private static String cut(String path) {
        return path.substring(0, path.length() - 1);
    }
}
