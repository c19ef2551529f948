package dev.sidetone.provider;

import dev.sidetone.provider.Retry.Attempt;

/** Stands before the start of a call, so that a provider that is down is not waited for again. */
sealed interface Circuit permits GuardedCircuit, Circuit.Unguarded {

    <T> T run(Class<T> type, Attempt<T> attempt) throws ProviderException, InterruptedException;

    /** Of a provider whose every call is tried. */
    record Unguarded() implements Circuit {
        @Override
        public <T> T run(Class<T> type, Attempt<T> attempt)
                throws ProviderException, InterruptedException {
            return attempt.run();
        }
    }
}
