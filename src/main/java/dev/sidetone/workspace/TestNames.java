package dev.sidetone.workspace;

import java.util.regex.Pattern;

/** Tells test code by the conventions of names and folders in many languages. */
public final class TestNames {

    private static final Pattern FOLDER =
            Pattern.compile(
                    "(^|/)(tests?|__tests__|specs?|testdata|it|test-.*|.*-tests?|fixtures|e2e|"
                            + "[A-Z]\\w*\\.Tests?)/");
    private static final Pattern NAME =
            Pattern.compile(
                    "^(test_.*|.*_test|.*[-_.](test|spec)s?|.*Tests?|.*TestCase|.*IT|.*Spec|"
                            + "tests?|conftest)\\.[A-Za-z]+$|^Test[A-Z]\\w*\\.(java|kt|groovy|scala|cs|php|swift)$");

    private TestNames() {}

    /** True for a path that holds tests or their material. */
    public static boolean isTest(String path) {
        return FOLDER.matcher(path).find()
                || NAME.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
    }
}
