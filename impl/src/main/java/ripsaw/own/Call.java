package ripsaw.own;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ripsaw.subject.Caller;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.VerbSource;

/**
 * A call of an operation of your own, as {@code push(1)} or {@code pop()} in a program's text.
 *
 * @param operation the name of the method
 * @param value that it is given; empty if it takes none
 */
public record Call(String operation, OptionalLong value) implements FamilyVerb {
  private static final Pattern TEXT =
      Pattern.compile("([A-Za-z_$][\\w$]{0,63})\\((-?[0-9]{1,18})?\\)");

  @Override
  public String word() {
    return operation + "(" + (value.isPresent() ? Long.toString(value.getAsLong()) : "") + ")";
  }

  @Override
  public boolean run(Caller caller, String name) {
    caller.call(this, () -> ((OnMachine) caller.allocator()).perform(caller.cpu(), this));
    return true;
  }

  @Override
  public String toString() {
    return word();
  }

  /** Reads them. */
  public static final class Source implements VerbSource {
    @Override
    public Optional<FamilyVerb> verb(String word) {
      Matcher matcher = TEXT.matcher(word);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      OptionalLong value =
          matcher.group(2) == null
              ? OptionalLong.empty()
              : OptionalLong.of(Long.parseLong(matcher.group(2)));
      return Optional.of(new Call(matcher.group(1), value));
    }
  }
}
