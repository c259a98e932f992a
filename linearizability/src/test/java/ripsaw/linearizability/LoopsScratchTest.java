package ripsaw.linearizability;

import java.util.*;
import org.junit.jupiter.api.Test;
import ripsaw.machine.MemoryModel;
import ripsaw.spec.Property;

class LoopsScratchTest {
  @Test
  void t() {
    for (String[] p :
        new String[][] {
          {"spin.x=1 O.y", "O.y=1 R.x=1 O.y=2"},
          {"spin.x=1 O.y", "R.x=1"},
          {"spin.x=1", "spin.x=1", "V.x=1"},
          {"spin.x=1", ""},
          {"spin.x=1 V.y=1", "spin.y=1 V.x=1"},
          {"V.x V.x V.x V.x V.x", "V.x=1"},
          {"V.x=1 spin.x=2", "V.x=1 V.x=2"}
        }) {
      for (MemoryModel m : MemoryModel.values()) {
        SourceSets s = new SourceSets(p.length);
        LitmusSubject.Explored e = LitmusSubject.of(p).explore(s, m);
        System.out.println(
            Arrays.toString(p)
                + " "
                + m
                + " "
                + e.executions()
                + " "
                + e.registers()
                + " "
                + e.broken()
                + " ["
                + s.bound()
                + "]");
        LitmusSubject l = LitmusSubject.of(p);
        for (Method me : List.of(Method.EXHAUSTIVE, Method.DEEPENING)) {
          Exploration x =
              Explorer.explore(
                  new Explorer.Question(
                      l.subject(),
                      l.program(),
                      m,
                      EnumSet.allOf(Property.class),
                      me,
                      1,
                      10000,
                      Long.MAX_VALUE));
          System.out.println(
              "   " + x.executions() + " " + x.violation() + x.bound() + x.schedule());
        }
      }
    }
  }
}
