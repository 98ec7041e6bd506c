/** Menandatangani melalui layanan tanda tangan milik penerbit yang diakui. */
export const remoteId = {
  choose: (service: string) => `Tanda tangan tersertifikasi melalui ${service}`,
  chosen: (service: string, name: string, issuer: string) =>
    `Anda menandatangani melalui ${service}, dengan sertifikat atas nama ${name} dari penerbit ${issuer}. Kunci Anda disimpan oleh layanan itu.`,
  own: 'Gunakan kunci peramban ini',
  title: (service: string) => `Tanda tangan tersertifikasi: ${service}`,
  about:
    'Layanan ini menyimpan kunci dan sertifikat Anda. Setelah sertifikat dipilih, setiap tanda tangan Anda meminta PIN atau OTP dari layanan tersebut.',
  account: 'Akun Anda pada layanan',
  find: 'Cari sertifikat',
  which: 'Sertifikat atas nama Anda',
  issuedBy: (issuer: string, until: string) => `Penerbit ${issuer}, berlaku hingga ${until}`,
  use: 'Gunakan sertifikat ini',
  sign: (service: string) => `Tanda tangani melalui ${service}`,
  signTitle: 'Tanda tangani perjanjian ini',
  checking: 'Naskah disiapkan dan diperiksa …',
  checked: 'Peramban ini telah memeriksa: yang akan ditandatangani adalah naskah yang Anda setujui.',
  hash: 'SHA-256',
  pin: 'PIN',
  otp: 'OTP',
  sendOtp: 'Kirim OTP',
  otpSent: 'OTP telah dikirim oleh layanan.',
  secret: 'PIN dan OTP diteruskan kepada layanan dan tidak disimpan di sini.',
  now: 'Tanda tangani',
  waiting: 'Menunggu layanan, paling lama sepuluh detik …',
};
