package ripsaw.gate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ripsaw.gate.text.Build;
import ripsaw.gate.text.Plural;
import ripsaw.gate.text.Table;
import ripsaw.spec.Census;
import ripsaw.subject.Statistics;
import ripsaw.subject.Statistics.Cached;
import ripsaw.subject.Statistics.Column;

/**
 * A census in numbers, as {@code vmstat -m} and {@code -o} show a kernel's. What there is to count
 * {@linkplain Statistics differs} from family to family; the slots of the types, and that they
 * cancel, does not.
 *
 * @param slots of each type and cpu
 * @param sum of all slots
 * @param inUse what the slabs and pages say is in use
 * @param violated what else is wrong with the census
 */
public record StatReport(
    String subject,
    String program,
    Statistics statistics,
    List<Slot> slots,
    Amount sum,
    Amount inUse,
    List<String> violated) {
  record Slot(int type, int cpu, long count, long bytes) {}

  record Amount(long count, long bytes) {}

  public static StatReport of(
      String subject, String program, Census census, Statistics statistics, List<String> violated) {
    List<Slot> slots = slots(census);
    return new StatReport(
        subject,
        program,
        statistics,
        slots,
        new Amount(
            slots.stream().mapToLong(Slot::count).sum(),
            slots.stream().mapToLong(Slot::bytes).sum()),
        new Amount(statistics.inUse(), statistics.bytesInUse()),
        violated);
  }

  private static List<Slot> slots(Census census) {
    List<Slot> slots = new ArrayList<>();
    for (Census.Account account : census.accounts()) {
      for (int cpu = 0; cpu < account.slots().size(); cpu++) {
        Census.Slot slot = account.slots().get(cpu);
        slots.add(new Slot(account.type(), cpu, slot.count(), slot.bytes()));
      }
    }
    return slots;
  }

  /** Whether the slots sum to what is in use. */
  public boolean cancels() {
    return sum.equals(inUse);
  }

  // --------------------------------------------------------------------- JSON

  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", Build.version());
    json.put("subject", subject);
    json.put("program", program);
    json.put(statistics.table().name(), statistics.table().rows().stream().map(this::row).toList());
    json.put("cached", statistics.cached());
    json.put("slots", slots);
    json.put("sum", sum);
    json.put("inUse", inUse);
    json.put("cancels", cancels());
    json.put("violated", violated);
    return json;
  }

  private Map<String, Long> row(List<Long> numbers) {
    Map<String, Long> row = new LinkedHashMap<>();
    List<Column> columns = statistics.table().columns();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i).key(), numbers.get(i));
    }
    return row;
  }

  // --------------------------------------------------------------------- text

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(subject + ", after " + program);
    lines.add("");
    lines.addAll(placeTable().lines());
    lines.add("");
    lines.addAll(cpuTable().lines());
    lines.add("");
    lines.add(
        "%s: the slots sum to %s of %s bytes; in use: %s of %s bytes"
            .formatted(
                cancels() ? "cancels" : "DOES NOT CANCEL",
                Plural.of(sum.count, statistics.thing()),
                sum.bytes,
                Plural.of(inUse.count, statistics.thing()),
                inUse.bytes));
    violated.forEach(one -> lines.add("VIOLATED " + one));
    return lines;
  }

  private Table placeTable() {
    List<Column> columns = statistics.table().columns();
    Table table = new Table();
    table.row(columns.stream().map(Column::title).toList());
    for (List<Long> numbers : statistics.table().rows()) {
      List<String> row = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        row.add(columns.get(i).text().apply(numbers.get(i)));
      }
      table.row(row);
    }
    return table;
  }

  /** A line for each cpu: its slots, with their signs, and its free slabs, if any wait. */
  private Table cpuTable() {
    List<Integer> types = slots.stream().map(Slot::type).distinct().sorted().toList();
    Map<Integer, Cached> cached = new LinkedHashMap<>();
    statistics.cached().forEach(one -> cached.put(one.cpu(), one));
    Table table = new Table();
    List<String> head = new ArrayList<>(List.of("CPU"));
    types.forEach(type -> head.addAll(List.of(statistics.type() + type + " COUNT", "BYTES")));
    if (!cached.isEmpty()) {
      head.add("CACHED SLABS");
    }
    if (statistics.sharesCaches()) {
      head.addAll(List.of("OWN", "REMOTE"));
    }
    table.row(head);
    for (int cpu : cpus()) {
      List<String> row = new ArrayList<>(List.of("cpu" + cpu));
      slots.stream()
          .filter(slot -> slot.cpu == cpu)
          .sorted(Comparator.comparingInt(Slot::type))
          .forEach(slot -> row.addAll(List.of(signed(slot.count), signed(slot.bytes))));
      Cached one = cached.get(cpu);
      if (one != null) {
        row.add("" + one.count());
        if (statistics.sharesCaches()) {
          row.addAll(List.of("" + one.own(), "" + one.remote()));
        }
      }
      table.row(row);
    }
    List<String> total = new ArrayList<>(List.of("sum"));
    for (int type : types) {
      List<Slot> of = slots.stream().filter(slot -> slot.type == type).toList();
      total.add(signed(of.stream().mapToLong(Slot::count).sum()));
      total.add(signed(of.stream().mapToLong(Slot::bytes).sum()));
    }
    table.row(total);
    return table;
  }

  /** Those of which anything is told. */
  private List<Integer> cpus() {
    return Stream.concat(
            statistics.cached().stream().map(Cached::cpu), slots.stream().map(Slot::cpu))
        .distinct()
        .sorted()
        .toList();
  }

  private static String signed(long value) {
    return value > 0 ? "+" + value : "" + value;
  }
}
