package ripsaw.netbsd.vmem;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import ripsaw.netbsd.vmem.census.VmemProperty;
import ripsaw.subject.Origin;
import ripsaw.subject.Subject;
import ripsaw.subject.Subject.Kind;

/** The versions of vmem, oldest first, and the reference. */
public final class VmemSubjects {
  public static final Subject REFERENCE =
      new Subject(
          "netbsd/vmem-reference",
          "vmem that looks again before it sleeps, and wakes all when the source has room",
          Optional.empty(),
          new VmemFamily(),
          Kind.REFERENCE,
          Set.of(),
          Set.of(),
          Vmem::new);

  private VmemSubjects() {}

  /** All of them. */
  public static List<Subject> all() {
    return List.of(
        new Subject(
            "netbsd/vmem-2008",
            "NetBSD 4.99: who may sleep is refused, and tags are freed under the lock",
            Optional.of(new Origin("1.32.8.3", "2008-01-09", "sys/kern/subr_vmem.c")),
            new VmemFamily(),
            Kind.HISTORICAL,
            Set.of(VmemProperty.BOUNDS, VmemProperty.TAGS_UNLOCKED, VmemProperty.SLEEPERS_SERVED),
            Set.of(),
            Vmem2008::new),
        new Subject(
            "netbsd/vmem-2015",
            "NetBSD 7.99: who may sleep does, and may never be woken",
            Optional.of(new Origin("1.93", "2015-08-24", "sys/kern/subr_vmem.c")),
            new VmemFamily(),
            Kind.HISTORICAL,
            Set.of(VmemProperty.WAKEUP, VmemProperty.TAG_RESERVE),
            Set.of(),
            Vmem2015::new),
        REFERENCE);
  }
}
