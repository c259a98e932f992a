package ripsaw.linearizability.mutation;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LocalVariableType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ripsaw.subject.Subject;

/** The mistakes that can be made in the code of a subject, one at a time. */
public final class Mutations {
  private final Map<String, Class<?>> types = new LinkedHashMap<>();
  private final List<Mutation> all = new ArrayList<>();
  private final Set<String> methods = new HashSet<>();

  /**
   * @param reached in the order of classes
   */
  Mutations(Collection<MutableMethod> reached) {
    Sections sections = new Sections(reached);
    Map<Class<?>, Found> found = new LinkedHashMap<>();
    for (MutableMethod method : reached) {
      methods.add(method.type().getName() + "." + method.key());
      Found here = found.computeIfAbsent(method.type(), any -> new Found());
      types.put(method.type().getName(), method.type());
      Conditions.find(method, here);
      Values.find(method, here);
      Calls.find(method, here);
      Statements.find(method, here);
      sections.find(method, here);
    }
    for (Found here : found.values()) {
      addWhatIsJava(here.mutations());
    }
  }

  /** In the order of classes and methods. */
  public static Mutations of(Subject subject) {
    return new Mutations(SubjectMethods.of(subject));
  }

  public List<Mutation> all() {
    return all;
  }

  /** The classes that they are in, by name. */
  public Collection<Class<?>> types() {
    return types.values();
  }

  /** Whether this method of this class is one that the subject runs. */
  boolean has(Class<?> type, MethodModel method) {
    return methods.contains(
        type.getName()
            + "."
            + method.methodName().stringValue()
            + method.methodType().stringValue());
  }

  /** No compiler would make some of them, and some are the same code as another or none. */
  private void addWhatIsJava(List<Mutation> found) {
    Set<Integer> codes = new HashSet<>();
    for (Mutation mutation : found) {
      byte[] bytes;
      try {
        bytes = bytes(mutation);
      } catch (IllegalArgumentException e) {
        continue; // no stack map fits it
      }
      Class<?> type = types.get(mutation.type());
      if (codes.isEmpty()) {
        codes.add(Arrays.hashCode(plain(type)));
      }
      if (codes.add(Arrays.hashCode(bytes)) && file(type).verify(bytes).isEmpty()) {
        all.add(mutation);
      }
    }
  }

  /** The class of a mutation, with it. */
  public byte[] bytes(Mutation mutation) {
    Class<?> type = types.get(mutation.type());
    ClassFile file = file(type);
    return file.transformClass(
        file.parse(SubjectMethods.bytes(type)),
        (builder, element) -> {
          if (element instanceof MethodModel method && isOf(mutation, method)) {
            List<CodeElement> original = method.code().orElseThrow().elementList();
            builder.transformMethod(
                method,
                MethodTransform.transformingCode(
                    CodeTransform.ofStateful(() -> new Rewriting(mutation.edits(), original))));
          } else {
            builder.with(element);
          }
        });
  }

  /** A class as it is, written like those with a mutation. */
  private static byte[] plain(Class<?> type) {
    ClassFile file = file(type);
    ClassModel model = file.parse(SubjectMethods.bytes(type));
    return file.transformClass(model, ClassTransform.ACCEPT_ALL);
  }

  private static boolean isOf(Mutation mutation, MethodModel method) {
    return (method.methodName().stringValue() + method.methodType().stringValue())
        .equals(mutation.method());
  }

  static ClassFile file(Class<?> type) {
    return ClassFile.of(
        ClassFile.ClassHierarchyResolverOption.of(
            ClassHierarchyResolver.ofClassLoading(type.getClassLoader())
                .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /** Writes a method with its edits. Names of variables are left out: they may lie. */
  private static final class Rewriting implements CodeTransform {
    private final Map<Integer, Edit> edits = new HashMap<>();
    private final List<CodeElement> original;
    private int element;
    private int skipped;

    Rewriting(List<Edit> edits, List<CodeElement> original) {
      this.original = original;
      edits.forEach(edit -> this.edits.put(edit.from(), edit));
    }

    @Override
    public void accept(CodeBuilder code, CodeElement next) {
      Edit edit = edits.get(element);
      if (edit != null) {
        edit.instead().write(code, original);
        skipped = edit.to();
      }
      if (element >= skipped
          && !(next instanceof LocalVariable)
          && !(next instanceof LocalVariableType)) {
        code.with(next);
      } else if (next instanceof LabelTarget) {
        code.with(next); // a variable's or a handler's: it must be somewhere
      }
      element++;
    }
  }
}
