package ripsaw.linearizability.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ripsaw.linearizability.repro.Recording;
import ripsaw.linearizability.repro.Recording.Row;
import ripsaw.linearizability.repro.Recording.Signal;

/**
 * A signal from where it was sent to where it was taken.
 *
 * @param sent number of the first row after which it was pending
 * @param taken number of the first row after which it no longer was; empty if it still is
 */
record Flight(Signal signal, int sent, Optional<Integer> taken) {
  /** By the rows in which they were sent. */
  static List<Flight> of(Recording recording) {
    List<Flight> flights = new ArrayList<>();
    // Which of them are still under way, newest first: of signals that look alike, those that stay
    // are the newest.
    List<Integer> pending = new ArrayList<>();
    for (Row row : recording.rows()) {
      List<Signal> arrivals = new ArrayList<>(row.state().signals());
      for (int flight : List.copyOf(pending)) {
        if (!arrivals.remove(flights.get(flight).signal())) {
          flights.set(flight, flights.get(flight).takenAt(row.number()));
          pending.remove((Integer) flight);
        }
      }
      for (Signal signal : arrivals) {
        pending.add(0, flights.size());
        flights.add(new Flight(signal, row.number(), Optional.empty()));
      }
    }
    return flights;
  }

  private Flight takenAt(int row) {
    return new Flight(signal, sent, Optional.of(row));
  }
}
