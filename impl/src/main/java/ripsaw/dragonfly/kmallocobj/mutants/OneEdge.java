package ripsaw.dragonfly.kmallocobj.mutants;

import java.util.function.BiFunction;
import java.util.function.Function;
import ripsaw.dragonfly.Accounting;
import ripsaw.dragonfly.kmallocobj.Exis;
import ripsaw.dragonfly.kmallocobj.KmallocObj;
import ripsaw.dragonfly.kmallocobj.KmallocObj.DepotMaker;
import ripsaw.dragonfly.kmallocobj.KmallocObj.Geometry;
import ripsaw.dragonfly.kmallocobj.KmallocObj.Parts;
import ripsaw.dragonfly.kmallocobj.KmallocObjSubjects;
import ripsaw.dragonfly.kmallocobj.Ring;
import ripsaw.dragonfly.kmallocobj.SlabCache;
import ripsaw.dragonfly.kmallocobj.Types;
import ripsaw.machine.Machine;
import ripsaw.machine.Memory;
import ripsaw.subject.Allocator;

/** The reference of kmalloc_obj, with one part of another make. */
final class OneEdge {
  private OneEdge() {}

  /** The reference, with its calls open to one change. */
  abstract static class Reference extends KmallocObj {
    Reference(Machine machine) {
      super(machine, KmallocObjSubjects.reference(machine));
    }
  }

  private static Function<Machine, Allocator> of(BiFunction<Machine, Parts, Parts> other) {
    return machine ->
        new KmallocObj(machine, other.apply(machine, KmallocObjSubjects.reference(machine)));
  }

  static Function<Machine, Allocator> accounting(Function<Machine, Accounting> other) {
    return of((machine, parts) -> parts.with(other.apply(machine)));
  }

  static Function<Machine, Allocator> ring(Function<Memory, Ring> other) {
    return of((machine, parts) -> parts.with(other.apply(machine.memory())));
  }

  static Function<Machine, Allocator> exis(Function<Machine, Exis> other) {
    return of((machine, parts) -> parts.with(other.apply(machine)));
  }

  static Function<Machine, Allocator> cache(Function<Machine, SlabCache> other) {
    return of((machine, parts) -> parts.with(other.apply(machine)));
  }

  static Function<Machine, Allocator> types(Function<Machine, Types> other) {
    return of((machine, parts) -> parts.with(other.apply(machine)));
  }

  static Function<Machine, Allocator> geometry(Geometry other) {
    return of((machine, parts) -> parts.with(other));
  }

  static Function<Machine, Allocator> depots(DepotMaker other) {
    return of((machine, parts) -> parts.with(other));
  }
}
