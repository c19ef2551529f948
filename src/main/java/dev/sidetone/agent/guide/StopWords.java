package dev.sidetone.agent.guide;

import java.util.List;
import java.util.Set;

/** Words that stand in questions and tell nothing about the code. */
final class StopWords {

    private static final Set<String> WORDS =
            Set.copyOf(
                    List.of(
                            """
                            a an the this that these those it its is are was were be been being do
                            does did done has have had can could will would should shall may might
                            must i we you he she they me us them my our your their who what which
                            when where why how there here and or but if then else than so as of in
                            on at by to from for with without into onto over under about up down out
                            off not no yes any some all each every both more most such only own same
                            too very just also again please tell show give find get got work works
                            working happen happens happening use used uses using project repo
                            repository codebase code way thing things exactly actually really explain
                            describe know mean means
                            """
                                    .strip()
                                    .split("\\s+")));

    private StopWords() {}

    static boolean isOne(String word) {
        return WORDS.contains(word);
    }
}
