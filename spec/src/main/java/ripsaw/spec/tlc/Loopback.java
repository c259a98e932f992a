package ripsaw.spec.tlc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/**
 * How the processes of distributed TLC talk: all are on this machine, and whoever is not has no
 * business with their objects. RMI by itself listens on every interface.
 */
final class Loopback extends RMISocketFactory {
  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    return new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
  }
}
