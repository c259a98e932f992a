package ripsaw.linearizability.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import ripsaw.linearizability.execution.ManualRun;
import ripsaw.linearizability.guard.ClassCode;
import ripsaw.linearizability.guard.JavaState;
import ripsaw.linearizability.program.Suite;
import ripsaw.machine.Shape;
import ripsaw.subject.Allocator;
import ripsaw.subject.FamilyVerb;
import ripsaw.subject.Subject;

/**
 * The methods that a subject runs when its callers call it: those of its objects that a call, a
 * signal or the start reaches. What it shows of itself (its census, its names) is for its judges,
 * and no part of it.
 */
public final class SubjectMethods {
  /** Methods of an allocator that are for its judges. */
  private static final Set<String> SHOWN = Set.of("census", "name");

  private record Member(Class<?> type, String method) {}

  private final Map<String, MutableMethod> methods = new TreeMap<>();
  private final Map<Class<?>, ClassModel> models = new HashMap<>();
  private final Set<Class<?>> objects = new LinkedHashSet<>();
  private final Set<Member> seen = new HashSet<>();
  private final Deque<Member> open = new ArrayDeque<>();

  private SubjectMethods(Subject subject) {
    Shape shape = Suite.of(subject.family()).get(0).program().shape();
    Allocator allocator = new ManualRun(subject, shape, Set.of()).session().allocator();
    for (Class<?> type : JavaState.of(allocator).classes().keySet()) {
      for (Class<?> one = type; isMutable(one); one = one.getSuperclass()) {
        objects.add(one);
      }
    }
    objects.stream()
        .flatMap(type -> List.of(type.getDeclaredConstructors()).stream().map(made -> type))
        .distinct()
        .forEach(this::reachConstructors);
    for (Method method : allocator.getClass().getMethods()) {
      if (!Modifier.isStatic(method.getModifiers()) && !SHOWN.contains(method.getName())) {
        reach(
            allocator.getClass(),
            method.getName()
                + java.lang.invoke.MethodType.methodType(
                        method.getReturnType(), method.getParameterTypes())
                    .toMethodDescriptorString());
      }
    }
    while (!open.isEmpty()) {
      look(open.remove());
    }
  }

  /** In the order of their classes' names, and within a class as the source has them. */
  static Collection<MutableMethod> of(Subject subject) {
    return new SubjectMethods(subject).methods.values();
  }

  private static boolean isMutable(Class<?> type) {
    return type != null
        && ClassCode.isOwn(type.getName())
        && !type.isHidden()
        && !FamilyVerb.class.isAssignableFrom(type);
  }

  private void reachConstructors(Class<?> type) {
    for (MethodModel method : model(type).methods()) {
      if (method.methodName().equalsString("<init>")) {
        reach(type, "<init>" + method.methodType().stringValue());
      }
    }
  }

  private void reach(Class<?> type, String method) {
    if (isMutable(type) && seen.add(new Member(type, method))) {
      open.add(new Member(type, method));
    }
  }

  private void look(Member member) {
    ClassModel model = model(member.type);
    int number = 0;
    for (MethodModel method : model.methods()) {
      number++;
      if ((method.methodName().stringValue() + method.methodType().stringValue())
          .equals(member.method)) {
        if (method.code().isPresent() && !method.flags().has(AccessFlag.SYNTHETIC)
            || isLambda(method)) {
          MutableMethod found = new MutableMethod(member.type, method);
          methods.put(String.format(Locale.ROOT, "%s %05d", member.type.getName(), number), found);
          follow(found);
        }
        return;
      }
    }
    if (member.type.getSuperclass() != null) {
      reach(member.type.getSuperclass(), member.method);
    }
    for (Class<?> one : member.type.getInterfaces()) {
      reach(one, member.method);
    }
  }

  private static boolean isLambda(MethodModel method) {
    return method.methodName().stringValue().startsWith("lambda$") && method.code().isPresent();
  }

  private void follow(MutableMethod method) {
    for (int i = 0; i < method.elements().size(); i++) {
      if (method.isTold(i)) {
        continue;
      }
      CodeElement element = method.elements().get(i);
      if (element instanceof InvokeInstruction call) {
        follow(method.type(), call.method());
      } else if (element instanceof InvokeDynamicInstruction call) {
        for (LoadableConstantEntry argument : call.invokedynamic().bootstrap().arguments()) {
          if (argument instanceof MethodHandleEntry handle) {
            follow(method.type(), handle.reference());
          }
        }
      }
    }
  }

  /** A method may be that of any object whose class is below. */
  private void follow(Class<?> from, MemberRefEntry member) {
    String method = member.name().stringValue() + member.type().stringValue();
    load(member.owner().asInternalName(), from)
        .ifPresent(
            owner -> {
              reach(owner, method);
              objects.stream()
                  .filter(owner::isAssignableFrom)
                  .forEach(object -> reach(object, method));
            });
  }

  private static Optional<Class<?>> load(String internalName, Class<?> from) {
    if (internalName.startsWith("[")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Class.forName(internalName.replace('/', '.'), false, from.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    }
  }

  private ClassModel model(Class<?> type) {
    return models.computeIfAbsent(type, one -> ClassFile.of().parse(bytes(one)));
  }

  /** The class file of a class. */
  static byte[] bytes(Class<?> type) {
    String name = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(type.getName() + " has no class file");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
