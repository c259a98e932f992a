package ripsaw.linearizability.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.Ledger;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import ripsaw.machine.Cpu;
import ripsaw.machine.Machine;

class SparingInstrumentationTest {
  private static final byte[] CODE = {1};

  private final List<Class<?>> transformed = new ArrayList<>();
  private final List<ClassFileTransformer> transformers = new ArrayList<>();
  private RuntimeException refusal;

  private final SparingInstrumentation sparing = new SparingInstrumentation(jvm());

  private Instrumentation jvm() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "addTransformer" -> transformers.add((ClassFileTransformer) arguments[0]);
                case "retransformClasses" -> {
                  if (refusal != null) {
                    throw refusal;
                  }
                  transformed.addAll(List.of((Class<?>[]) arguments[0]));
                }
                default -> throw refusal;
              }
              return null;
            });
  }

  private void retransform(Class<?>... classes) throws Exception {
    sparing.asInstrumentation().retransformClasses(classes);
  }

  private byte[] transform(ClassFileTransformer lincheck) throws Exception {
    sparing.asInstrumentation().addTransformer(lincheck, true);
    return transformers.getLast().transform(null, "com/acme/Heap", null, null, CODE);
  }

  private static ClassFileTransformer returning(byte[] code) {
    return new ClassFileTransformer() {
      @Override
      public byte[] transform(
          ClassLoader loader,
          String name,
          Class<?> redefined,
          ProtectionDomain domain,
          byte[] before) {
        return code;
      }
    };
  }

  @Test
  void whatIsNotLookedAtIsSpared() throws Exception {
    retransform(ArrayList.class, Cpu.class, Machine.class, ReentrantLock.class, Collection.class);
    assertThat(transformed).containsExactly(Cpu.class, ReentrantLock.class, Collection.class);
    transformed.clear();
    retransform(ArrayList.class);
    assertThat(transformed).isEmpty();
    assertThat(sparing.failure()).isEmpty();
  }

  /** Lincheck would know it by the name of its interface. */
  @Test
  void aClassWithoutANameIsNotSpared() throws Exception {
    Class<?> unnamed = List.of(1).subList(0, 1).getClass();
    Class<?> anonymous = new ArrayList<>(List.of(1)).subList(0, 1).iterator().getClass();
    assertThat(anonymous.getCanonicalName()).isNull();
    retransform(unnamed, anonymous);
    assertThat(transformed).containsExactly(anonymous);
  }

  @Test
  void whatASubjectInheritsIsNotSpared() throws Exception {
    retransform(Ledger.class);
    assertThat(transformed)
        .containsExactly(
            Ledger.class, ArrayList.class, AbstractList.class, AbstractCollection.class);
  }

  @Test
  void aClassThatCouldNotBeTransformedIsRemembered() throws Exception {
    refusal = new UnsupportedOperationException("too large");
    assertThatThrownBy(() -> retransform(Cpu.class, ReentrantLock.class)).isSameAs(refusal);
    assertThat(sparing.failure()).as("tried one by one after that").isEmpty();
    assertThatThrownBy(() -> retransform(Cpu.class)).isSameAs(refusal);
    refusal = null;
    retransform(ReentrantLock.class);
    assertThat(sparing.failure())
        .contains("ripsaw.machine.Cpu: java.lang.UnsupportedOperationException: too large");
  }

  @Test
  void codeThatStaysAsItWasIsRemembered() throws Exception {
    assertThat(transform(returning(null))).isNull();
    assertThat(transform(returning(new byte[] {2}))).containsExactly(2);
    assertThat(sparing.failure()).isEmpty();
    assertThat(transform(returning(CODE))).isSameAs(CODE);
    assertThat(sparing.failure()).contains("com/acme/Heap: proceeding without instrumentation");
  }

  @Test
  void whatElseIsAskedIsPassedOn() {
    refusal = new IllegalStateException("asked");
    assertThatThrownBy(() -> sparing.asInstrumentation().getAllLoadedClasses()).isSameAs(refusal);
  }

  @Test
  void theTransformerStays() {
    assertThatThrownBy(() -> sparing.asInstrumentation().removeTransformer(returning(null)))
        .isInstanceOf(IllegalStateException.class);
  }
}
