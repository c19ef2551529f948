package dev.sidetone.access;

import static dev.sidetone.access.Need.Where.EVERYWHERE;
import static dev.sidetone.access.Need.Where.HERE;
import static dev.sidetone.config.Scope.ADMIN;
import static dev.sidetone.config.Scope.EXPORT;
import static dev.sidetone.config.Scope.TALK;
import static dev.sidetone.config.Scope.VIEW;
import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** What every method of JSON-RPC needs: the one list of it. */
public final class RpcRights {

    private static final Need READ = Need.of(VIEW);
    private static final Need FOLLOW = READ.reading(ReadKind.FOLLOW);
    private static final Need WORK = Need.of(VIEW, TALK);

    /** The agent that answers reads what is here, whatever the thread is about. */
    private static final Need ASK = WORK.where(HERE);

    private static final Need RUN = Need.of(ADMIN).where(EVERYWHERE);

    private static final Map<String, Need> ALL =
            Map.ofEntries(
                    entry("initialize", Need.NOTHING),
                    entry("thread/start", ASK),
                    entry("thread/resume", READ),
                    entry("thread/fork", WORK.reading(ReadKind.MOVE)),
                    entry("thread/read", READ),
                    entry("thread/list", READ),
                    entry("thread/loaded/list", READ),
                    entry("thread/name/set", WORK),
                    entry("thread/archive", WORK),
                    entry("thread/unarchive", WORK),
                    entry("thread/unsubscribe", READ),
                    entry("turn/start", ASK),
                    entry("turn/steer", ASK),
                    entry("turn/interrupt", WORK),
                    entry("thread/realtime/start", ASK),
                    entry("thread/realtime/appendAudio", ASK),
                    entry("thread/realtime/appendText", ASK),
                    entry("thread/realtime/appendSpeech", ASK),
                    entry("thread/realtime/stop", WORK),
                    entry("thread/realtime/listVoices", Need.NOTHING),
                    entry("model/list", Need.NOTHING),
                    entry("config/read", RUN),
                    entry("account/read", Need.NOTHING),
                    entry("account/login/start", Need.NOTHING),
                    entry("sidetone/realtime/interrupt", WORK),
                    entry("sidetone/realtime/commit", ASK),
                    entry("sidetone/realtime/clear", WORK),
                    entry("sidetone/realtime/turnDetection", WORK),
                    entry("sidetone/realtime/playback", WORK),
                    entry("sidetone/realtime/resume", ASK),
                    entry("sidetone/resume", FOLLOW),
                    entry("sidetone/items", READ),
                    entry("sidetone/search", READ.reading(ReadKind.SEARCH)),
                    entry("sidetone/usage", READ),
                    entry("sidetone/export", Need.of(VIEW, EXPORT).reading(ReadKind.EXPORT)),
                    entry("sidetone/config/check", RUN));

    private RpcRights() {}

    /** Empty for a method that nobody thought of. */
    public static Optional<Need> declared(String method) {
        return Optional.ofNullable(ALL.get(method));
    }

    /** What a method needs; one that nobody thought of is for those who may do everything. */
    static Need of(String method) {
        return declared(method).orElse(Need.UNKNOWN);
    }
}
