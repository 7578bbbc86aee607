package io.zimbraproxy.proxy.it.stage;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Adds the display name of a data case, with its file and title, to the message of its failure. Maven's console output has only
 * the message and an index. A class with data cases registers it by {@code @ExtendWith}.
 */
public final class CaseName implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (failure instanceof TestAbortedException) {
            throw failure;
        }
        AssertionError named = new AssertionError(context.getDisplayName() + "\n" + failure.getMessage(), failure);
        named.setStackTrace(failure.getStackTrace());
        throw named;
    }
}
