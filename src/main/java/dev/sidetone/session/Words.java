package dev.sidetone.session;

/**
 * Words that grow at their end. A value to those who hold it; adding to the newest of them costs
 * only what is added, because all of them share one buffer and know how much of it is theirs. They
 * belong to one call, whose thread alone adds.
 */
final class Words {

    static final Words NONE = new Words(new StringBuilder(0), 0);

    private final StringBuilder shared;
    private final int length;

    private Words(StringBuilder shared, int length) {
        this.shared = shared;
        this.length = length;
    }

    static Words of(String text) {
        return NONE.and(text);
    }

    Words and(String more) {
        boolean newest = length > 0 && shared.length() == length;
        StringBuilder all = newest ? shared : new StringBuilder().append(shared, 0, length);
        all.append(more);
        return new Words(all, all.length());
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Characters. */
    int length() {
        return length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Words words && toString().equals(words.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return shared.substring(0, length);
    }
}
