package ripsaw.linearizability.explore;

import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import ripsaw.linearizability.execution.ManualRun;
import ripsaw.linearizability.guard.ClassCode;
import ripsaw.linearizability.guard.JavaState;
import ripsaw.linearizability.guard.Unwatched;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Shape;
import ripsaw.subject.Subject;

/**
 * The code of a subject: all methods of its objects, and all that those may run. A cpu may meet
 * another in the machine's memory only, and nothing may depend on chance or time; what class files
 * show of the contrary is refused before anything is explored. What else its classes can do, such
 * as to start another subject, is no part of it.
 */
public final class SubjectCode {
  /** Methods of an allocator that are called while no other operation is under way. */
  private static final Set<String> SET_UP = Set.of("createType(", "destroyType(");

  /** How the class of a lambda is called, after the class that makes it. */
  private static final String LAMBDA = "$$Lambda";

  /** A method by name and descriptor; it may be declared further up. */
  private record Member(Class<?> type, String method) {}

  private final Subject subject;
  private final Set<Class<?>> instantiated = new HashSet<>();
  private final Set<Member> seen = new HashSet<>();
  private final Deque<Member> open = new ArrayDeque<>();

  private SubjectCode(Subject subject) {
    this.subject = subject;
  }

  /**
   * @throws Unwatched naming the class, the method and what it uses
   */
  public static void check(Subject subject) {
    new SubjectCode(subject).check(objects(subject));
  }

  private void check(Map<Class<?>, String> kept) {
    kept.forEach(
        (type, path) -> {
          if (ClassCode.isForbidden(type.getName(), "")) {
            refuse(path + " is a " + type.getName());
          }
        });
    kept.keySet().forEach(this::keep);
    while (!open.isEmpty()) {
      look(open.remove());
    }
    new SubjectCode(subject).checkWrites(kept.keySet());
  }

  /**
   * A field of the allocator's objects that an operation writes is seen by no checker, whatever its
   * value is in the end. To create and destroy types is set-up, and may.
   */
  private void checkWrites(Set<Class<?>> kept) {
    Set<Class<?>> objects = new LinkedHashSet<>();
    for (Class<?> type : kept) {
      for (Class<?> one = type; one != null && isObject(one); one = one.getSuperclass()) {
        objects.add(one);
      }
      if (!isObject(type)) {
        keep(type);
      }
    }
    for (Class<?> type : objects) {
      ClassCode.of(type).open().stream()
          .filter(method -> SET_UP.stream().noneMatch(method::startsWith))
          .forEach(method -> reach(type, method));
    }
    while (!open.isEmpty()) {
      lookForWrites(open.remove(), objects);
    }
  }

  private static boolean isObject(Class<?> type) {
    return ClassCode.isOwn(type.getName()) && !type.getName().contains(LAMBDA);
  }

  private void lookForWrites(Member member, Set<Class<?>> objects) {
    Optional<ClassCode.Body> body = ClassCode.of(member.type).body(member.method);
    if (body.isEmpty()) {
      above(member.type).forEach(type -> reach(type, member.method));
      return;
    }
    for (ClassCode.Reference written : body.get().writes()) {
      if (objects.stream().anyMatch(type -> type.getName().equals(written.owner()))) {
        refuse(body.get().where() + " writes the field " + written.method());
      }
    }
    for (ClassCode.Reference reference : body.get().references()) {
      load(reference.owner(), member.type.getClassLoader())
          .ifPresent(owner -> follow(owner, reference, objects));
    }
  }

  /** An object's method may be that of a class below; a new object's are all called. */
  private void follow(Class<?> owner, ClassCode.Reference reference, Set<Class<?>> objects) {
    reach(owner, reference.method());
    objects.stream()
        .filter(owner::isAssignableFrom)
        .filter(type -> !reference.isConstructor())
        .forEach(type -> reach(type, reference.method()));
    if (reference.isConstructor() && !objects.contains(owner)) {
      ClassCode.of(owner).ofObjects().forEach(method -> reach(owner, method));
    }
  }

  private void refuse(String complaint) {
    throw new Unwatched(subject + ": " + complaint + ", which no checker sees" + Unwatched.MEND);
  }

  /** The classes of the objects that a new allocator consists of, each with a path to one. */
  private static Map<Class<?>, String> objects(Subject subject) {
    Shape shape = Suite.of(subject.family()).get(0).program().shape();
    try {
      return JavaState.of(new ManualRun(subject, shape, Set.of()).session().allocator()).classes();
    } catch (Unwatched e) {
      throw e; // it does not even start
    } catch (RuntimeException e) {
      return Map.of(); // whoever explores it will say so
    }
  }

  /** Empty if there is none: then it is never called either. */
  private static Optional<Class<?>> load(String name, ClassLoader loader) {
    try {
      return Optional.of(Class.forName(name, false, loader));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private void keep(Class<?> type) {
    int end = type.getName().indexOf(LAMBDA);
    if (end < 0) {
      instantiate(type);
    } else {
      load(type.getName().substring(0, end), type.getClassLoader())
          .ifPresent(maker -> reach(maker, descriptor(type)));
    }
  }

  /** The class of a lambda has no file; what made it shows what it runs. */
  private static String descriptor(Class<?> lambda) {
    List<Class<?>> captured =
        Arrays.stream(lambda.getDeclaredFields()).<Class<?>>map(Field::getType).toList();
    return MethodType.methodType(lambda.getInterfaces()[0], captured).toMethodDescriptorString();
  }

  /** Whoever has an object may call all methods of it: Java itself does, and by an interface. */
  private void instantiate(Class<?> type) {
    if (ClassCode.isOwn(type.getName()) && instantiated.add(type)) {
      reach(type, ClassCode.INITIALIZER);
      ClassCode.of(type).ofObjects().forEach(method -> reach(type, method));
      above(type).forEach(this::instantiate);
    }
  }

  private void reach(Class<?> type, String method) {
    if (ClassCode.isOwn(type.getName()) && seen.add(new Member(type, method))) {
      open.add(new Member(type, method));
    }
  }

  private void look(Member member) {
    Optional<ClassCode.Body> body = ClassCode.of(member.type).body(member.method);
    if (body.isEmpty() || member.method.equals(ClassCode.INITIALIZER)) {
      above(member.type).forEach(type -> reach(type, member.method));
    }
    body.ifPresent(found -> look(found, member.type.getClassLoader()));
  }

  private void look(ClassCode.Body body, ClassLoader loader) {
    if (!body.complaint().isEmpty()) {
      refuse(body.complaint());
    }
    for (ClassCode.Reference reference : body.references()) {
      load(reference.owner(), loader)
          .ifPresent(
              owner -> {
                reach(owner, ClassCode.INITIALIZER);
                reach(owner, reference.method());
                if (reference.isConstructor()) {
                  instantiate(owner);
                }
              });
    }
  }

  private static Stream<Class<?>> above(Class<?> type) {
    return Stream.concat(
        Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
  }
}
