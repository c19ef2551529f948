package dev.sidetone.people;

import java.util.List;

/**
 * What of one person goes, went, or stays, in the whole record. Immutable.
 *
 * @param usage how many entries of what calls used lose the name
 */
public record PersonGone(List<Gone> conversations, long usage) {

    public PersonGone {
        conversations = List.copyOf(conversations);
    }
}
