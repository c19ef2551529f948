package dev.sidetone.access;

import dev.sidetone.auth.Reader;
import dev.sidetone.config.Scope;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.MoveRequest;
import dev.sidetone.transcript.MoveResult;
import dev.sidetone.transcript.MoveResult.Why;
import dev.sidetone.transcript.TranscriptStore;
import java.util.List;

/** Merging, splitting, and undoing that, for whoever asks. */
record GuardedMoves(TranscriptStore store, Guard guard, GuardedStore seen) {

    MoveResult move(MoveRequest request) {
        Reader reader = guard.need(Scope.TALK);
        return switch (request) {
            case MoveRequest.Merge merge -> merge(merge);
            case MoveRequest.Split split -> split(split);
            case MoveRequest.Undo undo -> undo(undo, reader);
        };
    }

    /** Whose it is, is known before anything is moved: nothing becomes nobody's by a failure. */
    private MoveResult merge(MoveRequest.Merge merge) {
        Reader _ = guard.need(Scope.DELETE);
        if (!seen.shows(merge.source()) || !seen.shows(merge.target())) {
            return new MoveResult.Refused(Why.MISSING);
        }
        guard.reads(List.of(merge.source()));
        guard.mixed(merge.source(), merge.target());
        return written(store.move(merge));
    }

    private MoveResult split(MoveRequest.Split split) {
        if (!seen.shows(split.source())) {
            return new MoveResult.Refused(Why.MISSING);
        }
        guard.reads(List.of(split.source()));
        MoveResult result = written(store.move(split));
        if (result instanceof MoveResult.Moved moved) {
            guard.parted(moved.source(), moved.target());
        }
        return result;
    }

    /** Who is known by name, and has not everything, undoes what they did themselves. */
    private MoveResult undo(MoveRequest.Undo undo, Reader reader) {
        boolean all = reader.everywhere() && (reader.name().isEmpty() || reader.may(Scope.ADMIN));
        if (!all) {
            List<ConversationId> moved = guard.ofMove(undo.move());
            if (moved.isEmpty() || !moved.stream().allMatch(seen::shows)) {
                return new MoveResult.Refused(Why.GONE);
            }
        }
        return store.move(undo);
    }

    private MoveResult written(MoveResult result) {
        if (result instanceof MoveResult.Moved moved) {
            guard.moved(moved.id(), moved.source(), moved.target());
        }
        return result;
    }
}
