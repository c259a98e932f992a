package ripsaw.own;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.function.Function;
import ripsaw.machine.Shape;
import ripsaw.subject.Subject;
import ripsaw.subject.UserClasses;

/**
 * Makes subjects of classes that implement {@link Heap}, or say what they {@linkplain AnswersAs
 * answer as}, and can be made of a {@link World}.
 */
public final class OwnClasses implements UserClasses.Source {
  /** Of the machine on which a heap is made to be looked at. */
  private static final Shape SAMPLE = Shape.small(2, 2, 4);

  /** Of a program. */
  private static final int MOST_CPUS = 8;

  @Override
  public boolean takes(Class<?> type) {
    return Heap.class.isAssignableFrom(type) || type.isAnnotationPresent(AnswersAs.class);
  }

  /**
   * @throws BadSubject if none can be made
   */
  @Override
  public Subject subject(Class<?> type) {
    String name = type.getName();
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new BadSubject(
          "%s is %s: name a class that can be made"
              .formatted(name, type.isInterface() ? "an interface" : "abstract"));
    }
    MethodHandle constructor = constructor(type);
    try {
      return of(type, world -> made(constructor, world)).subject();
    } catch (BadSubject e) {
      // What cannot be made does not say of itself what it is.
      throw e.getMessage().startsWith(name) ? e : new BadSubject(name + ": " + e.getMessage());
    }
  }

  private static OwnSubject of(Class<?> type, Function<World, ?> start) {
    AnswersAs answers = type.getAnnotation(AnswersAs.class);
    if (answers == null) {
      return OwnSubject.heap(type.getName(), SAMPLE, start);
    }
    if (Heap.class.isAssignableFrom(type)) {
      throw new BadSubject(
          "%s is a %s, and so has no @AnswersAs: leave one of them out"
              .formatted(type.getName(), Heap.class.getName()));
    }
    return OwnSubject.structure(
        type.getName(), OwnSubject.shape(cpus(type)), SequentialModel.of(model(answers)), start);
  }

  private static Class<?> model(AnswersAs answers) {
    try {
      return answers.value();
    } catch (TypeNotPresentException e) {
      throw new BadSubject(
          "@AnswersAs(%s.class): that class is not there: put it on the class path"
              .formatted(e.typeName()));
    }
  }

  /** Two, or as many as its operations say that they are called on. */
  private static int cpus(Class<?> type) {
    int last = SAMPLE.cpus() - 1;
    for (Method method : SequentialModel.methods(type)) {
      OnlyOn only = method.getAnnotation(OnlyOn.class);
      last = Math.max(last, only == null ? 0 : only.cpu());
    }
    return Math.min(last, MOST_CPUS - 1) + 1;
  }

  private static MethodHandle constructor(Class<?> type) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(World.class);
      constructor.setAccessible(true);
      return MethodHandles.lookup().unreflectConstructor(constructor);
    } catch (NoSuchMethodException e) {
      throw new BadSubject(
          ("%s has no constructor that takes a %s alone: write one, and make the class static if it"
                  + " stands in another")
              .formatted(type.getName(), World.class.getName()));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object made(MethodHandle constructor, World world) {
    try {
      return constructor.invoke(world);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new Checked(e);
    }
  }

  /** What a constructor throws that a function may not. */
  static final class Checked extends RuntimeException {
    private static final long serialVersionUID = 1;

    Checked(Throwable thrown) {
      super(thrown);
    }
  }
}
