package ripsaw.linearizability;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.machine.Shape;
import ripsaw.subject.Subject;

/**
 * The classes of a subject: those of its objects, and all that their code calls. A cpu may meet
 * another in the machine's memory only, and nothing may depend on chance or time; what a class file
 * shows of the contrary is refused before anything is explored.
 */
public final class SubjectCode {
  /** What is not the subject's own, by the beginning of its name. */
  private static final Set<String> FOREIGN =
      Set.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "ripsaw.machine.",
          "ripsaw.spec.",
          "ripsaw.subject.",
          "ripsaw.linearizability.Session");

  /** Where cpus would meet unseen, and where chance and time come from: classes and packages. */
  private static final Set<String> FORBIDDEN =
      Set.of(
          "java.util.concurrent.",
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.InheritableThreadLocal",
          "java.lang.invoke.VarHandle",
          "java.lang.ref.",
          "java.lang.foreign.",
          "sun.misc.Unsafe",
          "jdk.internal.",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.random.",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.util.Timer",
          "java.util.Date",
          "java.lang.Runtime",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile",
          "java.nio.",
          "java.net.");

  /** The same, of single methods. */
  private static final Set<String> FORBIDDEN_METHODS =
      Set.of(
          "java.lang.Math.random",
          "java.lang.StrictMath.random",
          "java.util.UUID.randomUUID",
          "java.util.Collections.shuffle",
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.identityHashCode",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong",
          "java.lang.Boolean.getBoolean",
          "java.lang.Object.wait",
          "java.lang.Object.notify",
          "java.lang.Object.notifyAll");

  /** What to do instead. */
  static final String MEND =
      ": keep what cpus share in ripsaw.machine.Memory, what is one cpu's in CpuLocal, and let"
          + " nothing depend on chance or time";

  /**
   * What one class file shows.
   *
   * @param complaint empty if there is none
   * @param calls names of the classes whose code it runs
   */
  private record Content(String complaint, Set<String> calls) {}

  /** Class files do not change, and subjects share most of theirs. */
  private static final ClassValue<Content> CONTENTS =
      new ClassValue<>() {
        @Override
        protected Content computeValue(Class<?> type) {
          return read(type);
        }
      };

  private SubjectCode() {}

  /**
   * @throws Unwatched naming the class, the method and what it uses
   */
  public static void check(Subject subject) {
    Map<Class<?>, String> kept = objects(subject);
    kept.forEach(
        (type, path) -> {
          if (isForbidden(type.getName(), "")) {
            refuse(subject, path + " is a " + type.getName());
          }
        });
    Deque<Class<?>> open = new ArrayDeque<>(kept.keySet());
    Set<Class<?>> seen = new LinkedHashSet<>(open);
    while (!open.isEmpty()) {
      Class<?> type = open.remove();
      if (isOwn(type.getName())) {
        Content content = CONTENTS.get(type);
        if (!content.complaint.isEmpty()) {
          refuse(subject, content.complaint);
        }
        for (String name : content.calls) {
          Class<?> called = load(name, type.getClassLoader());
          if (called != null && seen.add(called)) {
            open.add(called);
          }
        }
      }
    }
  }

  private static void refuse(Subject subject, String complaint) {
    throw new Unwatched(subject + ": " + complaint + ", which no checker sees" + MEND);
  }

  /** The classes of the objects that a new allocator consists of, each with a path to one. */
  private static Map<Class<?>, String> objects(Subject subject) {
    Shape shape = Suite.of(subject.family()).get(0).program().shape();
    try {
      return JavaState.of(new Execution(subject, shape, Set.of()).session().allocator()).classes();
    } catch (RuntimeException e) {
      return Map.of(); // it does not even start, and whoever explores it will say so
    }
  }

  /** Null if there is none: then it is never called either. */
  private static Class<?> load(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  /** Whether a class is part of the subject, and not of Java or the machine. */
  static boolean isOwn(String type) {
    return FOREIGN.stream().noneMatch(type::startsWith);
  }

  private static Content read(Class<?> type) {
    // The class of a lambda has no file; its code is in that of the class it stands in.
    String name = type.getName().replaceAll("\\$\\$Lambda.*", "");
    Set<String> calls = new LinkedHashSet<>();
    String complaint = "";
    ClassLoader loader = type.getClassLoader();
    try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null || type.isArray()) {
        return new Content("", calls);
      }
      ClassModel model = ClassFile.of().parse(in.readAllBytes());
      model.superclass().ifPresent(above -> calls.add(dotted(above.asInternalName())));
      for (MethodModel method : model.methods()) {
        String found = complaint(name, method, calls);
        complaint = complaint.isEmpty() ? found : complaint;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    calls.removeIf(called -> !isOwn(called));
    return new Content(complaint, calls);
  }

  private static String complaint(String type, MethodModel method, Set<String> calls) {
    String name = method.methodName().stringValue();
    String used = method.flags().has(AccessFlag.SYNCHRONIZED) ? "synchronized" : "";
    for (CodeElement element : method.code().map(code -> code.elementList()).orElse(List.of())) {
      String found = "";
      if (element instanceof MonitorInstruction) {
        found = "synchronized";
      } else if (element instanceof InvokeInstruction call) {
        found = used(call.owner().asInternalName(), call.name().stringValue(), calls);
        boolean hashes =
            call.opcode() == Opcode.INVOKESPECIAL
                && call.owner().asInternalName().equals("java/lang/Object")
                && call.name().equalsString("hashCode");
        found = hashes ? "the identity hash of an object" : found;
      } else if (element instanceof InvokeDynamicInstruction dynamic) {
        for (LoadableConstantEntry argument : dynamic.invokedynamic().bootstrap().arguments()) {
          if (argument instanceof MethodHandleEntry handle && found.isEmpty()) {
            found =
                used(
                    handle.reference().owner().asInternalName(),
                    handle.reference().name().stringValue(),
                    calls);
          }
        }
      } else if (element instanceof FieldInstruction field) {
        calls.add(dotted(field.owner().asInternalName()));
        found =
            field.opcode() == Opcode.PUTSTATIC && !name.equals("<clinit>")
                ? "the static field " + field.name().stringValue()
                : "";
      }
      used = used.isEmpty() ? found : used;
    }
    return used.isEmpty() ? "" : "%s.%s uses %s".formatted(type, name, used);
  }

  private static String used(String owner, String method, Set<String> calls) {
    String type = dotted(owner);
    calls.add(type);
    return isForbidden(type, method) && !method.equals("onSpinWait") ? type + "." + method : "";
  }

  private static boolean isForbidden(String type, String method) {
    return FORBIDDEN.stream()
            .anyMatch(
                one ->
                    one.endsWith(".")
                        ? type.startsWith(one)
                        : type.equals(one) || type.startsWith(one + "$"))
        || FORBIDDEN_METHODS.contains(type + "." + method)
        || type.startsWith("java.time.") && method.equals("now");
  }

  private static String dotted(String internal) {
    return internal.replace('/', '.');
  }
}
