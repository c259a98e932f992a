package ripsaw.gate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What Ripsaw writes is read by itself and by other programs, and is compared byte for byte: it
 * must not depend on the language of whoever runs it.
 */
class LocaleTest {
  /** What has the digits of a language; {@code %s} of a number and {@code %x} have not. */
  private static final Pattern DIGITS = Pattern.compile("%[-#+0,(]*[0-9]*(\\.[0-9]+)?[dfeg]");

  private static final Set<String> FORMATTERS = Set.of("format", "formatted", "printf");

  private static final JavaClasses RIPSAW =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("ripsaw");

  @Test
  void noNumberIsWrittenInTheDigitsOfALanguage() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (JavaClass type : RIPSAW) {
      for (MethodModel method : methods(type)) {
        if (isLocal(method)) {
          wrong.add(type.getName() + "." + method.methodName().stringValue());
        }
      }
    }
    assertThat(wrong).as("write %s, or give Locale.ROOT in the same method").isEmpty();
  }

  @Test
  void noLetterChangesItsCaseByTheRulesOfALanguage() {
    noClasses()
        .should()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .check(RIPSAW);
  }

  /** A rule that finds nothing is kept by everybody. */
  @Test
  void theRuleFindsWhatItForbids() throws IOException {
    JavaClasses self = new ClassFileImporter().importClasses(Wrong.class);
    assertThat(methods(self.get(Wrong.class)).stream().filter(LocaleTest::isLocal))
        .extracting(method -> method.methodName().stringValue())
        .containsExactlyInAnyOrder("formatted", "joined", "handedOn");
  }

  private static List<MethodModel> methods(JavaClass type) throws IOException {
    try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return ClassFile.of().parse(in.readAllBytes()).methods();
    }
  }

  /** Whether it has a format with digits, and does not itself say in which locale they are. */
  private static boolean isLocal(MethodModel method) {
    List<CodeElement> code = method.code().map(any -> any.elementList()).orElse(List.of());
    if (code.stream().flatMap(LocaleTest::texts).noneMatch(text -> DIGITS.matcher(text).find())) {
      return false;
    }
    List<Boolean> withLocale =
        code.stream()
            .filter(InvokeInstruction.class::isInstance)
            .map(InvokeInstruction.class::cast)
            .filter(call -> FORMATTERS.contains(call.name().stringValue()))
            .map(call -> call.type().stringValue().startsWith("(Ljava/util/Locale;"))
            .toList();
    return withLocale.isEmpty() || withLocale.contains(false);
  }

  private static Stream<String> texts(CodeElement element) {
    return switch (element) {
      case ConstantInstruction constant -> Stream.of(constant.constantValue().toString());
      case InvokeDynamicInstruction joined -> joined.bootstrapArgs().stream().map(Object::toString);
      default -> Stream.empty();
    };
  }

  /** What is forbidden, and what is not. */
  private static final class Wrong {
    String formatted(int number) {
      return "%d".formatted(number);
    }

    String joined(String unit, int number) {
      return ("%,d " + unit).formatted(number);
    }

    String handedOn() {
      return shown("%02d");
    }

    private String shown(String format) {
      return String.format(Locale.ROOT, format, 1);
    }

    String right(int number) {
      return String.format(Locale.ROOT, "%5d", number) + "100 % done, %s".length();
    }
  }
}
