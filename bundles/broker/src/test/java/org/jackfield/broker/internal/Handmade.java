package org.jackfield.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** MQTT 3.1.1 written by hand, for what no client library would do. */
final class Handmade {
    private Handmade() {}

    /** Connects with MQTT 3.1.1 by hand, so that the test may fall silent afterwards. */
    static void connect(Socket socket, String device, int keepAlive, String willTopic, String will) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(connectPacket(device, device, keepAlive, willTopic, will));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertEquals(0x20, in.readUnsignedByte());
        assertEquals(2, in.readUnsignedByte());
        in.readUnsignedByte();
        assertEquals(0, in.readUnsignedByte(), "return code of CONNACK");
    }

    static byte[] connectPacket(String clientId, String user, int keepAlive, String willTopic, String will)
            throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        out.writeUTF("MQTT");
        out.writeByte(4);
        out.writeByte(0b1110_1110);
        out.writeShort(keepAlive);
        out.writeUTF(clientId);
        out.writeUTF(willTopic);
        out.writeUTF(will);
        out.writeUTF(user);
        out.writeUTF("pw-" + user);
        var packet = new ByteArrayOutputStream();
        packet.write(0x10);
        packet.write(body.size());
        packet.write(body.toByteArray());
        return packet.toByteArray();
    }
}
