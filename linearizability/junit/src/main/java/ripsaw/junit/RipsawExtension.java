package ripsaw.junit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import ripsaw.own.BadSubject;

/** Runs a {@link Ripsaw} test once for each memory model, and hands it a {@link Check}. */
final class RipsawExtension implements TestTemplateInvocationContextProvider {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Method test = context.getRequiredTestMethod();
    if (!List.of(test.getParameterTypes()).equals(List.of(Check.class))) {
      throw new BadSubject(
          "%s.%s: a @Ripsaw test takes a Check and nothing else: write %2$s(Check check)"
              .formatted(test.getDeclaringClass().getName(), test.getName()));
    }
    return Check.of(test).stream().map(Invocation::new);
  }

  /** Under one memory model. */
  private record Invocation(Check check) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int number) {
      return check.memory().id();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(
          new ParameterResolver() {
            @Override
            public boolean supportsParameter(ParameterContext parameter, ExtensionContext of) {
              return parameter.getParameter().getType() == Check.class;
            }

            @Override
            public Object resolveParameter(ParameterContext parameter, ExtensionContext of) {
              return check;
            }
          },
          (AfterTestExecutionCallback)
              of -> {
                if (of.getExecutionException().isEmpty()) {
                  check.requireAsked();
                  of.publishReportEntry("ripsaw", check.summary());
                }
              });
    }
  }
}
