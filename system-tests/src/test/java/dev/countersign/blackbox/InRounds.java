package dev.countersign.blackbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test that runs {@link Rounds#of} times, each round a test of its own. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(InRounds.Repetition.class)
@interface InRounds {

    /** Rounds in every build. */
    int usual();

    /** Rounds in the long series. */
    int full();

    /** Makes the rounds. */
    final class Repetition implements TestTemplateInvocationContextProvider {

        @Override
        public boolean supportsTestTemplate(ExtensionContext context) {
            return true;
        }

        @Override
        public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
            InRounds rounds = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), InRounds.class)
                    .orElseThrow();
            int all = Rounds.of(rounds.usual(), rounds.full());
            return IntStream.rangeClosed(1, all).mapToObj(round -> named("round " + round + " of " + all));
        }

        private static TestTemplateInvocationContext named(String name) {
            return new TestTemplateInvocationContext() {
                @Override
                public String getDisplayName(int invocation) {
                    return name;
                }
            };
        }
    }
}
