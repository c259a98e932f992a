package ripsaw.subject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import ripsaw.machine.Flaw;

/** Every subject and every mutant on the class path. */
public final class Catalogue {
  private final List<Family> families;
  private final List<SubjectProvider> providers;
  private final List<Subject> subjects;
  private final List<Mutant> mutants;
  private final UserClasses userClasses;

  private Catalogue(
      List<Family> families,
      List<SubjectProvider> providers,
      List<Subject> subjects,
      List<Mutant> mutants,
      UserClasses userClasses) {
    this.families = families;
    this.userClasses = userClasses;
    this.providers = providers;
    this.subjects = subjects;
    this.mutants = mutants;
  }

  public static Catalogue load() {
    List<Family> families = Family.all();
    List<SubjectProvider> providers = new ArrayList<>(families);
    ServiceLoader.load(SubjectProvider.class).forEach(providers::add);
    return new Catalogue(
        families,
        providers,
        providers.stream().flatMap(provider -> provider.subjects().stream()).toList(),
        providers.stream().flatMap(provider -> provider.mutants().stream()).toList(),
        UserClasses.load());
  }

  /** The families of allocators. */
  public List<Family> families() {
    return families;
  }

  /** References and historical versions. */
  public List<Subject> subjects() {
    return subjects;
  }

  public List<Subject> references() {
    return subjects.stream().filter(s -> s.kind() == Subject.Kind.REFERENCE).toList();
  }

  public List<Mutant> mutants() {
    return mutants;
  }

  /**
   * Any subject by its id, the museum's included, or by the name of its class; and any of them
   * {@link Subject#with} a flaw.
   *
   * @throws RuntimeException with one line, if the class is not rightly written: see {@link
   *     UserClasses.Source#subject}
   */
  public Optional<Subject> find(String id) {
    Map<String, Subject> byId = byId();
    int plus = id.lastIndexOf('+');
    if (plus < 0 || byId.containsKey(id)) {
      return find(byId, id);
    }
    return find(byId, id.substring(0, plus))
        .flatMap(subject -> Flaw.byId(id.substring(plus + 1)).map(subject::with));
  }

  private Optional<Subject> find(Map<String, Subject> byId, String id) {
    return Optional.ofNullable(byId.get(id)).or(() -> userClasses.find(id));
  }

  /** The classes that the user has handed over. */
  public UserClasses userClasses() {
    return userClasses;
  }

  /** The ids of subjects of the user's own, those of providers first, each in its order. */
  public List<String> usersOwn() {
    return Stream.concat(
            providers.stream()
                .filter(provider -> userClasses.has(provider.getClass()))
                .flatMap(provider -> provider.subjects().stream())
                .map(Subject::id),
            userClasses.names().stream())
        .distinct()
        .toList();
  }

  /** Who brings a subject of the catalogue that is {@link #isListed}. */
  public SubjectProvider providerOf(Subject subject) {
    return providers.stream()
        .filter(
            one ->
                Stream.concat(one.subjects().stream(), one.mutants().stream().map(Mutant::subject))
                    .anyMatch(brought -> brought.id().equals(subject.id())))
        .findFirst()
        .orElseThrow();
  }

  /** Whether a provider lists it; else it was found by the name of its class. */
  public boolean isListed(Subject subject) {
    return byId().containsKey(subject.id());
  }

  /** All ids, in the order of {@link #subjects} and then the museum's. */
  public List<String> ids() {
    return List.copyOf(byId().keySet());
  }

  private Map<String, Subject> byId() {
    Map<String, Subject> byId = new LinkedHashMap<>();
    Stream.concat(subjects.stream(), mutants.stream().map(Mutant::subject))
        .forEach(subject -> byId.putIfAbsent(subject.id(), subject));
    return byId;
  }
}
