package ripsaw.linearizability.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a class file shows of each of its methods: what it does that no checker sees, and what else
 * of the subject it runs.
 */
public final class ClassCode {
  /** What runs before anything else of a class. */
  public static final String INITIALIZER = "<clinit>()V";

  private static final String CONSTRUCTOR = "<init>";

  /** What is not the subject's own, by the beginning of its name: arrays have no code. */
  private static final Set<String> FOREIGN =
      Set.of(
          "[",
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "ripsaw.machine.",
          "ripsaw.spec.",
          "ripsaw.subject.",
          "ripsaw.linearizability.execution.Session");

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
          "java.lang.System.exit",
          "java.lang.System.identityHashCode",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.Integer.getInteger",
          "java.lang.Long.getLong",
          "java.lang.Boolean.getBoolean",
          "java.lang.Object.wait",
          "java.lang.Object.notify",
          "java.lang.Object.notifyAll");

  /**
   * What code names.
   *
   * @param owner of the subject's own; the method may be declared further up
   * @param method name and descriptor
   */
  public record Reference(String owner, String method) {
    public boolean isConstructor() {
      return method.startsWith(CONSTRUCTOR);
    }
  }

  /** Class files do not change, and subjects share most of theirs. */
  private static final ClassValue<ClassCode> ALL =
      new ClassValue<>() {
        @Override
        protected ClassCode computeValue(Class<?> type) {
          return new ClassCode(type);
        }
      };

  private final Map<String, Body> bodies = new LinkedHashMap<>();
  private final Set<String> ofObjects = new LinkedHashSet<>();
  private final Set<String> open = new LinkedHashSet<>();

  private ClassCode(Class<?> type) {
    String name = type.getName();
    try (InputStream in = type.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
      if (in != null) {
        ClassFile.of().parse(in.readAllBytes()).methods().forEach(method -> read(name, method));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ClassCode of(Class<?> type) {
    return ALL.get(type);
  }

  /**
   * @param method name and descriptor; of a lambda only the descriptor of the call that makes it:
   *     what it captures, and its interface
   * @return empty if the class declares no such method
   */
  public Optional<Body> body(String method) {
    return Optional.ofNullable(bodies.get(method));
  }

  /** The names and descriptors of its constructors and of all methods that are not static. */
  public Set<String> ofObjects() {
    return ofObjects;
  }

  /** Those of them that are public, and no constructors. */
  public Set<String> open() {
    return open;
  }

  /** Whether a class is part of the subject, and not of Java or the machine. */
  public static boolean isOwn(String type) {
    return FOREIGN.stream().noneMatch(type::startsWith);
  }

  /** Whether no checker sees what this method of this class does; all of them if it is empty. */
  public static boolean isForbidden(String type, String method) {
    return FORBIDDEN.stream()
            .anyMatch(
                one ->
                    one.endsWith(".")
                        ? type.startsWith(one)
                        : type.equals(one) || type.startsWith(one + "$"))
        || FORBIDDEN_METHODS.contains(type + "." + method)
        || type.startsWith("java.time.") && method.equals("now");
  }

  private void read(String type, MethodModel method) {
    String name = method.methodName().stringValue();
    String key = name + method.methodType().stringValue();
    Body body = new Body(type + "." + name);
    bodies.put(key, body);
    if (!method.flags().has(AccessFlag.STATIC)) {
      ofObjects.add(key);
    }
    if (method.flags().has(AccessFlag.PUBLIC)
        && !method.flags().has(AccessFlag.STATIC)
        && !name.startsWith("<")) {
      open.add(key);
    }
    if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
      body.uses("synchronized");
    }
    for (CodeElement element : method.code().map(code -> code.elementList()).orElse(List.of())) {
      if (element instanceof InvokeDynamicInstruction dynamic) {
        Body lambda =
            bodies.computeIfAbsent(
                dynamic.type().stringValue(), descriptor -> new Body(type + "." + name));
        for (LoadableConstantEntry argument : dynamic.invokedynamic().bootstrap().arguments()) {
          if (argument instanceof MethodHandleEntry handle) {
            body.names(handle.reference());
            lambda.names(handle.reference());
          }
        }
      } else {
        body.read(element, name);
      }
    }
  }

  /** Of one method. */
  public static final class Body {
    private final String where;
    private final Set<Reference> references = new LinkedHashSet<>();
    private final Set<Reference> writes = new LinkedHashSet<>();
    private String complaint = "";

    private Body(String where) {
      this.where = where;
    }

    /**
     * The first thing that it does and no checker sees, such as {@code a.B.c uses synchronized}.
     */
    public String complaint() {
      return complaint;
    }

    public Set<Reference> references() {
      return references;
    }

    /** The fields of objects that it writes, each with the class that it is known by here. */
    public Set<Reference> writes() {
      return writes;
    }

    public String where() {
      return where;
    }

    private void read(CodeElement element, String method) {
      if (element instanceof MonitorInstruction) {
        uses("synchronized");
      } else if (element instanceof InvokeInstruction call) {
        names(call.method());
        if (call.opcode() == Opcode.INVOKESPECIAL
            && call.owner().asInternalName().equals("java/lang/Object")
            && call.name().equalsString("hashCode")) {
          uses("the identity hash of an object");
        }
      } else if (element instanceof FieldInstruction field) {
        runs(dotted(field.field()), INITIALIZER);
        if (field.opcode() == Opcode.PUTFIELD && !method.equals(CONSTRUCTOR)) {
          writes.add(new Reference(dotted(field.field()), field.name().stringValue()));
        }
        if (field.opcode() == Opcode.PUTSTATIC && !method.equals("<clinit>")) {
          uses("the static field " + field.name().stringValue());
        }
      }
    }

    private void uses(String what) {
      if (complaint.isEmpty()) {
        complaint = where + " uses " + what;
      }
    }

    private void names(MemberRefEntry member) {
      String type = dotted(member);
      String name = member.name().stringValue();
      if (isForbidden(type, name) && !name.equals("onSpinWait")) {
        uses(type + "." + name);
      }
      runs(type, name + member.type().stringValue());
    }

    private void runs(String type, String method) {
      if (isOwn(type)) {
        references.add(new Reference(type, method));
      }
    }

    private static String dotted(MemberRefEntry member) {
      return member.owner().asInternalName().replace('/', '.');
    }
  }
}
