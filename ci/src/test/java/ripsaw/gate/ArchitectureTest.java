package ripsaw.gate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import ripsaw.linearizability.bridge.FamilyBridge;
import ripsaw.subject.Family;
import ripsaw.subject.OwnerPrivate;

/**
 * Keeps the arrows between the rooms: spec, impl, linearizability, properties, ci. Maven already
 * forbids an import against them between modules; these rules also hold inside a module, and for
 * libraries.
 *
 * <p>ArchUnit fails a rule that matches no class, so no rule here is green because a package was
 * renamed.
 */
class ArchitectureTest {
  private static final String SPEC = "ripsaw.spec..";
  private static final String MACHINE = "ripsaw.machine..";
  private static final String SUBJECT = "ripsaw.subject..";
  private static final String OWN = "ripsaw.own..";
  private static final String DRAGONFLY = "ripsaw.dragonfly..";
  private static final String LINUX = "ripsaw.linux..";
  private static final String NETBSD = "ripsaw.netbsd..";
  private static final String MUTANTS = "ripsaw..mutants..";
  private static final String LINEARIZABILITY = "ripsaw.linearizability..";
  private static final String PROPERTIES = "ripsaw.properties..";
  private static final String GATE = "ripsaw.gate..";

  /** The gate's packages, each of which knows only those after it. */
  private static final List<String> FLOORS =
      Stream.of(
              "cli",
              "models",
              "report",
              "explore",
              "verdict",
              "hunt",
              "corpus",
              "run",
              "shard",
              "worker",
              "check",
              "fragmentation",
              "lines",
              "signals",
              "sizes",
              "text")
          .map(floor -> "ripsaw.gate." + floor)
          .toList();

  /** Those of them that measure. */
  private static final List<String> MEASURES =
      List.of(
          "ripsaw.gate.fragmentation..",
          "ripsaw.gate.lines..",
          "ripsaw.gate.signals..",
          "ripsaw.gate.sizes..");

  /** Families that another stands on, and that one: it is made of their allocators. */
  private static final Map<String, String> WHO_STANDS_ON =
      Map.of(
          "ripsaw.netbsd.pool..",
          "ripsaw.netbsd.kmem..",
          "ripsaw.netbsd.vmem..",
          "ripsaw.netbsd.kmem..");

  private static final String LINCHECK = "org.jetbrains..";
  private static final String JQWIK = "net.jqwik..";
  private static final String JUNIT = "org.junit..";
  private static final String PICOCLI = "picocli..";
  private static final String JACKSON = "com.fasterxml..";
  private static final String TLC = "tlc2..";

  /** Without the package of the TLA+ models, which runs TLC and reads a list of models. */
  private static final String CATALOGUE = "ripsaw.spec";

  private static final JavaClasses RIPSAW =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("ripsaw");

  @Test
  void specKnowsNoAllocator() {
    keepOut(SPEC, MACHINE, SUBJECT, DRAGONFLY, LINUX, NETBSD);
  }

  @Test
  void specKnowsNoChecker() {
    keepOut(SPEC, LINEARIZABILITY, PROPERTIES, GATE);
  }

  @Test
  void theMachineKnowsNoAllocator() {
    keepOut(MACHINE, SUBJECT, DRAGONFLY, LINUX, NETBSD);
  }

  /** Its family does, which lists them. */
  @Test
  void anAllocatorKnowsNoMutant() {
    noClasses()
        .that()
        .resideOutsideOfPackage(MUTANTS)
        .and()
        .areNotAssignableTo(Family.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(MUTANTS)
        .check(RIPSAW);
  }

  @Test
  void nothingThatIsCheckedKnowsAChecker() {
    for (String room : new String[] {MACHINE, SUBJECT, OWN, DRAGONFLY}) {
      keepOut(room, LINEARIZABILITY, PROPERTIES, GATE);
    }
  }

  @Test
  void theExplorerKnowsNoRandomProgram() {
    keepOut(LINEARIZABILITY, PROPERTIES, GATE);
  }

  /** Coroutines carry the monitors of their thread away; the machine's never pause in one. */
  @Test
  void whoRunsCoroutinesHoldsNoMonitor() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(LINEARIZABILITY, PROPERTIES, GATE)
        .should()
        .notHaveModifier(JavaModifier.SYNCHRONIZED)
        .check(RIPSAW);
  }

  @Test
  void propertiesKnowNoCommandLine() {
    keepOut(PROPERTIES, GATE, PICOCLI);
  }

  @Test
  void specAndImplUseNoLibraryOfACheckerOrOfTheCommandLine() {
    for (String room : new String[] {SPEC, MACHINE, SUBJECT, OWN, DRAGONFLY}) {
      keepOut(room, LINCHECK, JQWIK, JUNIT, PICOCLI);
    }
  }

  @Test
  void onlyTheModelsOfTheSpecificationAreReadFromJson() {
    for (String room : new String[] {CATALOGUE, MACHINE, SUBJECT, OWN, DRAGONFLY}) {
      keepOut(room, JACKSON);
    }
  }

  @Test
  void nobodyButTheSpecificationKnowsTlc() {
    for (String room :
        new String[] {CATALOGUE, MACHINE, SUBJECT, DRAGONFLY, LINEARIZABILITY, PROPERTIES, GATE}) {
      keepOut(room, TLC);
    }
  }

  @Test
  void linearizabilityUsesNeitherJqwikNorTheCommandLine() {
    keepOut(LINEARIZABILITY, JQWIK, PICOCLI);
  }

  @Test
  void whoMeasuresKnowsNoCheckerAndNoCommandLine() {
    MEASURES.forEach(one -> keepOut(one, LINEARIZABILITY, PROPERTIES, PICOCLI, JACKSON));
  }

  @Test
  void onlyTheCommandsKnowTheLibraryOfTheCommandLine() {
    FLOORS.stream().skip(1).forEach(floor -> keepOut(floor, PICOCLI));
  }

  @Test
  void aFloorOfTheGateKnowsOnlyThoseBelowIt() {
    for (int i = 1; i < FLOORS.size(); i++) {
      keepOut(FLOORS.get(i), FLOORS.subList(0, i).toArray(String[]::new));
    }
  }

  @Test
  void theGateHasNoOtherPackageThanItsFloors() {
    assertThat(
            RIPSAW.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith("ripsaw.gate.")))
        .containsOnly(FLOORS.toArray(String[]::new));
  }

  /** A family is one room: it lists its mutants, which are made of its allocators. */
  @Test
  void noPackagesKnowEachOther() {
    List<String> families =
        RIPSAW.stream()
            .filter(type -> type.isAssignableTo(Family.class) && !type.isInterface())
            .map(JavaClass::getPackageName)
            .toList();
    assertThat(families).isNotEmpty();
    slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return SliceIdentifier.of(
                    families.stream()
                        .filter(family -> (name + ".").startsWith(family + "."))
                        .findFirst()
                        .orElse(name));
              }

              @Override
              public String getDescription() {
                return "packages, each family being one";
              }
            })
        .should()
        .beFreeOfCycles()
        .check(RIPSAW);
  }

  /** Nobody believes the others: see {@link OwnerPrivate}. */
  @Test
  void aMethodThatPromisesToBeOwnerPrivateCannotBeOverridden() {
    methods()
        .that()
        .areAnnotatedWith(OwnerPrivate.class)
        .should()
        .bePrivate()
        .orShould()
        .beStatic()
        .orShould()
        .beFinal()
        .check(RIPSAW);
  }

  static Stream<Family> families() {
    return Family.all().stream();
  }

  /**
   * Its room and its bridge; whoever else needs to know something of it asks its {@link Family}.
   */
  @ParameterizedTest
  @MethodSource("families")
  void noPackageOutsideAFamilyNamesIt(Family family) {
    String[] own =
        Stream.concat(
                Stream.of(family.getClass()),
                FamilyBridge.of(family).stream().map(FamilyBridge::getClass))
            .map(one -> one.getPackageName() + "..")
            .toArray(String[]::new);
    String[] whoMay =
        Stream.concat(
                Stream.of(own), Stream.of(own).map(WHO_STANDS_ON::get).filter(Objects::nonNull))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideOutsideOfPackages(whoMay)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(own)
        .check(RIPSAW);
  }

  @Test
  void theTopLevelHoldsOnlyTheRooms() throws IOException {
    try (Stream<Path> entries = Files.list(root())) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .filteredOn(name -> !name.startsWith("."))
          // What a build or the documented gate command leaves behind; git ignores both.
          .filteredOn(name -> !name.equals("target") && !name.equals("report"))
          .containsOnly(
              "README.md",
              "LICENSE",
              "pom.xml",
              "spec",
              "impl",
              "linearizability",
              "properties",
              "ci");
    }
  }

  private static void keepOut(String room, String... forbidden) {
    noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .check(RIPSAW);
  }

  /** Surefire runs in a module; an IDE may run at the root, or anywhere. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    assertThat(directory).as("the directory that holds .mvn").isNotNull();
    return directory;
  }
}
