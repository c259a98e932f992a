package ripsaw.linearizability;

import org.junit.jupiter.api.Test;
import ripsaw.linearizability.LoopSubject.Piece;
import ripsaw.machine.MemoryModel;

class ScratchTest {
  static Piece politely(int mine, int other) {
    return (heap, cpu) -> {
      heap.store(cpu, mine, 1);
      while (heap.load(cpu, other) == 1) {
        heap.store(cpu, mine, 0);
        heap.store(cpu, mine, 1);
      }
      heap.store(cpu, mine, 0);
    };
  }

  static Piece tas =
      (heap, cpu) -> {
        while (heap.swap(cpu, 0, 1) != 0) {}
        long before = heap.load(cpu, 1);
        heap.keep(cpu, before);
        heap.release(cpu, 1, before + 1);
        heap.release(cpu, 0, 0);
      };
  // a stat counter in the loop
  static Piece counting =
      (heap, cpu) -> {
        long n = 0;
        while (heap.load(cpu, 0) != 1) {
          heap.store(cpu, 2, ++n);
        }
      };

  @Test
  void t() {
    for (MemoryModel m : MemoryModel.values()) {
      p(m, "polite", LoopSubject.of(politely(0, 1), politely(1, 0)));
      p(m, "polite one done", LoopSubject.of(politely(0, 1), (h, c) -> h.store(c, 1, 1)));
      p(
          m,
          "polite, third",
          LoopSubject.of(politely(0, 1), politely(1, 0), (h, c) -> h.store(c, 5, 1)));
      p(
          m,
          "polite, third ends it",
          LoopSubject.of(
              politely(0, 1),
              (h, c) -> h.store(c, 1, 1),
              (h, c) -> {
                h.spin(c, 1, 1);
                h.store(c, 1, 0);
              }));
      p(m, "tas2", LoopSubject.of(tas, tas));
      p(m, "tas3", LoopSubject.of(tas, tas, tas));
      p(m, "counting", LoopSubject.of(counting, (h, c) -> h.store(c, 0, 1)));
      p(
          m,
          "polled lock",
          LoopSubject.of(
              (heap, cpu) -> {
                boolean isSet = false;
                while (!isSet) {
                  heap.lock().lock(cpu);
                  isSet = heap.load(cpu, 0) == 1;
                  heap.lock().unlock(cpu);
                }
              },
              (heap, cpu) -> {
                heap.lock().lock(cpu);
                heap.store(cpu, 0, 1);
                heap.lock().unlock(cpu);
              }));
    }
  }

  static void p(MemoryModel m, String what, LoopSubject l) {
    long t = System.nanoTime();
    Exploration x = Explorer.explore(l.question(m, Method.EXHAUSTIVE, 3000));
    System.out.println(
        m
            + " "
            + what
            + ": "
            + x.executions()
            + "+"
            + x.repeated()
            + " "
            + x.violation().map(Object::toString).orElse("ok")
            + " ["
            + x.bound()
            + "] "
            + x.schedule().map(s -> s.lines(3) + " repeats " + s.repeated()).orElse("")
            + " "
            + (System.nanoTime() - t) / 1000000
            + " ms");
  }
}
