package dev.countersign.browser;

import dev.countersign.blackbox.ProductExtension;
import dev.countersign.blackbox.Shared;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests their {@link Screens}, with one browser for all tests but those of a {@link WholeBrowser}. A test fails when a
 * browser complained about something that the test did not expect. On a machine without Chromium the tests are skipped and say so.
 */
final class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace OURS = ExtensionContext.Namespace.create(BrowserExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Chromium.missing()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("Chromium is there"));
    }

    /** Screens belong to a test, also those that its constructor takes. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Screens.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS).getOrComputeIfAbsent(Screens.class, type -> screens(context), Screens.class);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Screens screens = context.getStore(OURS).get(Screens.class, Screens.class);
        if (screens == null) {
            return;
        }
        if (context.getExecutionException().isPresent()) {
            screens.keepPictures(context.getRequiredTestClass().getSimpleName() + "-"
                    + context.getRequiredTestMethod().getName());
        }
        screens.assertNoComplaints();
    }

    private static Screens screens(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        // Keys of their own: a store also finds what lies in the one above.
        Chromium chromium = test.isAnnotationPresent(WholeBrowser.class)
                ? context.getParent()
                        .orElseThrow()
                        .getStore(OURS)
                        .getOrComputeIfAbsent(WholeBrowser.class, type -> Chromium.launchWhole(), Chromium.class)
                : Shared.get(Chromium.class, Chromium::launch);
        return new Screens(chromium, ProductExtension.product());
    }
}
