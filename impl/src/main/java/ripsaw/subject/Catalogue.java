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

  private Catalogue(
      List<Family> families,
      List<SubjectProvider> providers,
      List<Subject> subjects,
      List<Mutant> mutants) {
    this.families = families;
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
        providers.stream().flatMap(provider -> provider.mutants().stream()).toList());
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

  /** Any subject by its id, the museum's included, and any of them {@link Subject#with} a flaw. */
  public Optional<Subject> find(String id) {
    Map<String, Subject> byId = byId();
    int plus = id.lastIndexOf('+');
    if (plus < 0 || byId.containsKey(id)) {
      return Optional.ofNullable(byId.get(id));
    }
    return Optional.ofNullable(byId.get(id.substring(0, plus)))
        .flatMap(subject -> Flaw.byId(id.substring(plus + 1)).map(subject::with));
  }

  /** Who brings a subject of the catalogue. */
  public SubjectProvider providerOf(Subject subject) {
    return providers.stream()
        .filter(
            one ->
                Stream.concat(one.subjects().stream(), one.mutants().stream().map(Mutant::subject))
                    .anyMatch(brought -> brought.id().equals(subject.id())))
        .findFirst()
        .orElseThrow();
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
