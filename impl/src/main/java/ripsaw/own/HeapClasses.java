package ripsaw.own;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import ripsaw.machine.Shape;
import ripsaw.subject.Subject;
import ripsaw.subject.UserClasses;

/** Makes subjects of classes that implement {@link Heap} and can be made of a {@link World}. */
public final class HeapClasses implements UserClasses.Source {
  /** Of the machine on which one is made to be looked at. */
  private static final Shape SAMPLE = Shape.small(2, 2, 4);

  @Override
  public boolean takes(Class<?> type) {
    return Heap.class.isAssignableFrom(type);
  }

  /**
   * @throws BadSubject if none can be made
   */
  @Override
  public Subject subject(Class<?> type) {
    String name = type.getName();
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new BadSubject(name + " is abstract: name a class that can be made");
    }
    MethodHandle constructor = constructor(type);
    try {
      return OwnSubject.heap(name, SAMPLE, world -> made(constructor, world)).subject();
    } catch (BadSubject e) {
      // What cannot be made does not say of itself what it is.
      throw e.getMessage().startsWith(name) ? e : new BadSubject(name + ": " + e.getMessage());
    }
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
      throw new IllegalStateException(e.toString(), e);
    }
  }
}
