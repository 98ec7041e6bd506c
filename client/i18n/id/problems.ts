import type { ProblemCode } from '#contract/problems';

// What is kept or unchanged comes first, then what happened, then what to do.
export const problemsId: { readonly [code in ProblemCode]: string } = {
  'bad-json': 'Tidak ada yang berubah. Pesan tidak terbaca oleh peladen. Muat ulang halaman, lalu coba lagi.',
  'bad-command': 'Tidak ada yang berubah. Isian tidak sesuai dengan bentuk yang diminta. Periksa, lalu coba lagi.',
  'too-large': 'Tidak ada yang berubah. Isian terlalu panjang. Persingkat, lalu coba lagi.',
  'too-deep': 'Tidak ada yang berubah. Isian terlalu rumit untuk diterima. Muat ulang halaman, lalu coba lagi.',
  'too-fast': 'Tidak ada yang hilang. Permintaan datang terlalu cepat. Tunggu sebentar, lalu coba lagi.',
  busy: 'Tidak ada yang hilang. Banyak berkas sedang diperiksa. Coba lagi sebentar lagi.',
  'too-slow': 'Berkas Anda tidak disimpan. Pengirimannya terlalu lambat. Coba lagi di jaringan yang lebih baik.',
  'unknown-command': 'Tidak ada yang berubah. Halaman ini berbeda versi dengan peladen. Muat ulang halaman.',
  'command-id-reused': 'Tindakan pertama Anda tersimpan. Tindakan lain memakai nomor yang sama dan ditolak. Coba lagi.',
  'unknown-address': 'Tidak ada yang berubah. Alamat ini tidak ada. Muat ulang halaman.',
  'unknown-topic': 'Yang tampil tetap berlaku. Bagian yang diminta tidak ada. Muat ulang halaman.',
  'unknown-signal': 'Anda tetap hadir. Permintaan video tidak dikenal. Muat ulang halaman.',
  internal:
    'Yang telah diterima tetap tersimpan. Terjadi gangguan pada peladen. Coba lagi; bila tetap gagal, hubungi petugas.',
  'not-as-written':
    'Yang tersimpan di peladen tidak sama dengan yang tercatat dalam buku besar, maka tidak diproses. Ini bukan kesalahan Anda: beri tahu petugas penyelenggara; log peladen menyebutkan letaknya.',
  'token-unusable':
    'Yang telah diterima tetap tersimpan. Kunci penyelenggara sedang tidak terjangkau. Panggil petugas, lalu muat ulang halaman.',
  'certificate-not-valid':
    'Yang sudah diterima tersimpan. Masa berlaku suatu sertifikat penyelenggara telah berakhir, sehingga tidak ada yang diterbitkan atau disegel lagi. Hubungi petugas hukum; papannya menyebut sertifikat yang mana dan apa yang harus dilakukan.',
  'storage-full':
    'Yang telah diterima tetap tersimpan. Ruang penyimpanan peladen penuh, tindakan ini belum diterima. Hubungi petugas.',
  stopping: 'Yang telah diterima tetap tersimpan. Peladen sedang dimulai ulang, kami menyambung lagi.',
  'not-signed-in': 'Undangan Anda tetap berlaku. Perangkat ini belum masuk. Buka tautan pribadi Anda.',
  'link-invalid': 'Tidak ada yang berubah. Tautan ini tidak dikenal. Periksa apakah tautan disalin seluruhnya.',
  'link-expired': 'Yang telah Anda lakukan tersimpan. Masa berlaku tautan ini telah habis. Mintalah tautan baru.',
  'link-revoked': 'Yang telah Anda lakukan tersimpan. Tautan ini telah dicabut. Mintalah tautan baru.',
  'other-device': 'Yang telah Anda lakukan tersimpan. Undangan ini sedang dipakai di perangkat lain.',
  'taken-over': 'Yang telah Anda lakukan tersimpan. Undangan ini dibuka di tempat lain.',
  'not-allowed': 'Tidak ada yang berubah. Peran Anda tidak mencakup tindakan ini.',
  'notice-not-accepted': 'Tidak ada yang berubah. Setujui dahulu pemberitahuan perekaman.',
  'notice-outdated': 'Tidak ada yang berubah. Pemberitahuan perekaman telah diperbarui. Baca dan setujui yang baru.',
  'wrong-phase': 'Tidak ada yang berubah. Tindakan ini tidak berlaku pada tahap acara sekarang.',
  'unknown-person': 'Tidak ada yang berubah. Orang ini tidak ada dalam daftar undangan.',
  'not-admitted': 'Kehadiran Anda tercatat. Anda masih di ruang depan. Tunggu petugas mempersilakan Anda masuk.',
  'already-invited': 'Tidak ada yang berubah. Orang dengan nomor ini sudah diundang.',
  'unknown-party': 'Tidak ada yang berubah. Pihak ini tidak terdaftar.',
  'name-approved': 'Nama tidak berubah. Nama ini sudah disahkan. Sebutkan alasan perubahannya.',
  'hand-not-raised': 'Tidak ada yang berubah. Orang ini tidak mengangkat tangan, atau sudah dipanggil.',
  'roll-call-open': 'Presensi berjalan terus. Selesaikan dahulu presensi yang sedang berlangsung.',
  'roll-call-not-open': 'Tidak ada yang berubah. Tidak ada presensi yang sedang berlangsung.',
  'unknown-agreement': 'Tidak ada yang berubah. Perjanjian ini tidak ada dalam acara.',
  'unknown-wave': 'Tidak ada yang berubah. Gelombang ini tidak ada dalam acara.',
  'unknown-custodian': 'Tidak ada yang berubah. Penyimpan bukti ini tidak tercatat.',
  'still-taking-part':
    'Tidak ada yang dihapus. Orang ini masih ikut serta. Cabut tautannya, atau tunggu sampai acara ditutup.',
  'already-erased': 'Tidak ada yang berubah. Data orang ini sudah dihapus.',
  'unknown-item': 'Tidak ada yang berubah. Mata acara ini tidak ada dalam susunan acara.',
  'item-exists': 'Tidak ada yang berubah. Sudah ada mata acara dengan tanda pengenal ini. Pilih yang lain.',
  'item-running': 'Tidak ada yang berubah. Mata acara ini sedang berlangsung.',
  'item-not-running': 'Tidak ada yang berubah. Mata acara ini tidak sedang berlangsung.',
  'item-done': 'Tidak ada yang berubah. Mata acara ini sudah selesai.',
  'item-skipped': 'Tidak ada yang berubah. Mata acara ini dilewati. Kembalikan dahulu ke susunan acara.',
  'item-not-skipped': 'Tidak ada yang berubah. Mata acara ini tidak dilewati.',
  'item-wave':
    'Tidak ada yang berubah. Mata acara penandatanganan memiliki satu gelombang sendiri, mata acara lain tidak memilikinya.',
  'rundown-held': 'Tidak ada yang berubah. Susunan acara sedang ditahan. Lanjutkan dahulu.',
  'unknown-scene': 'Tidak ada yang berubah. Adegan ini tidak ada dalam rencana.',
  'scene-in-use': 'Tidak ada yang berubah. Adegan ini sedang tayang. Tayangkan yang lain dahulu.',
  'bad-scene': 'Tidak ada yang berubah. Isi adegan ini tidak cocok: periksa tempat, orang, dan halamannya.',
  'nothing-in-preview': 'Tidak ada yang berubah. Pratinjau kosong. Pilih adegan dahulu.',
  'no-wall': 'Tidak ada yang berubah. Dinding delegasi tidak sedang tayang.',
  'photograph-counting': 'Tidak ada yang berubah. Hitungan foto sedang berjalan.',
  'drill-running': 'Tidak ada yang berubah. Prosedur darurat sedang berjalan.',
  'no-drill': 'Tidak ada yang berubah. Prosedur darurat tidak sedang berjalan.',
  'no-hall-source': 'Tidak ada yang berubah. Kamera ruang acara belum ditunjuk. Pakai papan jeda.',
  'no-deputy': 'Tidak ada yang berubah. Pengganti belum ditunjuk, atau tidak dapat ditunjuk.',
  'deputy-too-early': 'Tidak ada yang berubah. Waktu yang ditetapkan belum lewat; pengganti belum dapat bertindak.',
  'clock-went-back': 'Jam peladen mundur. Waktu bagi pengganti dihitung ulang mulai sekarang.',
  'not-armed': 'Tidak ada yang berubah. Tombol peresmian belum disiapkan oleh sutradara acara.',
  'already-inaugurated': 'Tersimpan. Peresmian sudah berlangsung.',
  'unknown-question': 'Tidak ada yang berubah. Pertanyaan ini tidak ditemukan.',
  'question-decided': 'Tidak ada yang berubah. Pertanyaan ini sudah diputuskan lain.',
  'too-many-questions':
    'Pertanyaan Anda yang terdahulu tersimpan dan menunggu moderator. Tunggu sampai salah satu ditanggapi.',
  'unknown-message': 'Tidak ada yang berubah. Tidak ada pesan seperti ini untuk Anda.',
  'too-many-announcements': 'Tidak ada yang berubah. Sudah ada tiga pengumuman. Tarik salah satunya dahulu.',
  'applause-off': 'Tidak ada yang berubah. Tepuk tangan sedang tidak dibuka.',
  'already-on-stage': 'Tidak ada yang berubah. Orang ini sudah di panggung.',
  'not-on-stage': 'Tidak ada yang berubah. Orang ini tidak sedang di panggung.',
  'stage-full': 'Tidak ada yang berubah. Panggung penuh. Persilakan seseorang kembali dahulu.',
  'not-connected': 'Tidak ada yang berubah. Orang ini belum tersambung.',
  'identity-already-confirmed': 'Tersimpan. Identitas orang ini sudah dipastikan sebelumnya.',
  'identity-not-confirmed': 'Tidak ada yang berubah. Identitas belum dipastikan oleh petugas protokol.',
  'unknown-table': 'Tidak ada yang berubah. Meja tanda tangan ini tidak dibuka, atau telah ditutup.',
  'table-taken': 'Tidak ada yang berubah. Masih ada yang menandatangani di meja ini.',
  'code-wrong': 'Kode Anda masih berlaku. Angka yang dimasukkan tidak cocok. Periksa, lalu coba lagi.',
  'code-expired': 'Tidak ada yang hilang. Masa berlaku kode ini habis. Mintalah kode baru kepada petugas protokol.',
  'code-exhausted':
    'Tidak ada yang hilang. Kode dihentikan setelah terlalu banyak percobaan. Mintalah kode baru kepada petugas protokol.',
  'code-not-issued': 'Tidak ada yang berubah. Belum ada kode untuk Anda. Mintalah kepada petugas protokol.',
  'session-already-open': 'Tidak ada yang berubah. Sesi penandatanganan ini sudah dibuka.',
  'session-not-open': 'Persetujuan Anda tersimpan. Sesi penandatanganan belum dibuka.',
  'session-closed':
    'Persetujuan Anda tersimpan, tanda tangan ini belum. Sesi penandatanganan telah ditutup. Hubungi petugas.',
  'already-ready': 'Tersimpan. Dokumen ini sudah siap sebelumnya.',
  'not-ready': 'Tidak ada yang berubah. Dokumen ini belum siap ditandatangani.',
  'not-a-signatory': 'Tidak ada yang berubah. Anda bukan penanda tangan perjanjian ini.',
  'not-your-turn': 'Persetujuan Anda tersimpan. Pihak sebelum Anda belum menandatangani. Tunggu sebentar.',
  'already-signed': 'Tanda tangan Anda tersimpan. Perjanjian ini sudah Anda tanda tangani.',
  'agreement-declined': 'Tercatat. Perjanjian ini telah ditolak oleh salah satu pihak dan tidak dapat ditandatangani.',
  'consent-missing': 'Dokumen tidak berubah. Baca seluruh halaman dan setujui isinya dahulu.',
  'consent-other-bytes':
    'Dokumen tersimpan. Yang Anda setujui berbeda dengan dokumen sekarang. Baca dokumen ini sekali lagi dan setujui.',
  'pages-not-seen': 'Halaman yang telah dibaca tetap dihitung. Masih ada halaman yang belum dibuka.',
  'no-certificate':
    'Persetujuan Anda tersimpan. Perangkat ini belum memiliki sertifikat Anda. Buat dahulu, lalu tanda tangani.',
  'nothing-prepared': 'Persetujuan Anda tersimpan. Penandatanganan belum disiapkan. Tekan Tanda tangani sekali lagi.',
  'base-moved':
    'Persetujuan Anda tersimpan. Pihak lain baru saja menandatangani. Kami menyiapkan ulang, coba sekali lagi.',
  'signature-does-not-match':
    'Dokumen tidak berubah. Tanda tangan tidak cocok dengan dokumen atau sertifikat, dan ditolak. Coba lagi, atau hubungi petugas hukum.',
  'remote-not-offered':
    'Tidak ada yang berubah. Tanda tangan tersertifikasi tidak disediakan dalam acara ini. Gunakan kunci peramban ini.',
  'remote-unknown-credential':
    'Tidak ada yang berubah. Akun atau kredensial ini tidak dikenal oleh layanan tanda tangan. Periksa kembali, atau gunakan kunci peramban ini.',
  'remote-other-name':
    'Tidak ada yang berubah. Akun ini tidak memiliki sertifikat yang berlaku di sini atas nama Anda sebagaimana terdaftar. Periksa akunnya, atau hubungi petugas bila nama Anda keliru.',
  'remote-untrusted':
    'Tidak ada yang berubah. Sertifikat ini bukan dari penerbit yang diakui dalam acara ini. Gunakan kunci peramban ini, atau hubungi petugas.',
  'remote-unusable':
    'Persetujuan Anda tersimpan. Kredensial ini dinonaktifkan, kedaluwarsa, atau dicabut pada layanan tanda tangan. Pilih yang lain, atau gunakan kunci peramban ini.',
  'remote-unsupported':
    'Persetujuan Anda tersimpan. Cara kerja kredensial ini tidak didukung di sini. Pilih yang lain, atau gunakan kunci peramban ini.',
  'remote-wrong-authorisation':
    'Persetujuan Anda tersimpan dan tidak ada yang ditandatangani. PIN atau OTP keliru. Masukkan kembali; beberapa kali keliru mengunci kredensial.',
  'remote-locked':
    'Persetujuan Anda tersimpan dan tidak ada yang ditandatangani. Layanan tanda tangan mengunci kredensial ini. Mintalah dibuka di sana, atau gunakan kunci peramban ini.',
  'remote-unreachable':
    'Persetujuan Anda tersimpan dan tidak ada yang ditandatangani. Layanan tanda tangan tidak dapat dihubungi. Coba lagi, atau gunakan kunci peramban ini.',
  'remote-timeout':
    'Persetujuan Anda tersimpan dan tidak ada yang ditandatangani di sini. Layanan tanda tangan tidak menjawab tepat waktu. Coba lagi, atau gunakan kunci peramban ini.',
  'remote-refused':
    'Persetujuan Anda tersimpan dan tidak ada yang ditandatangani. Layanan tanda tangan menolak. Coba lagi, atau gunakan kunci peramban ini.',
  'not-p256': 'Tidak ada yang berubah. Jenis kunci tidak didukung. Pakai peramban yang didukung.',
  'bad-csr': 'Tidak ada yang berubah. Permintaan sertifikat tidak terbaca. Muat ulang halaman, lalu coba lagi.',
  'bad-proof': 'Tidak ada yang berubah. Kepemilikan kunci tidak terbukti. Muat ulang halaman, lalu coba lagi.',
  'media-bad-signal': 'Anda tetap hadir. Permintaan video tidak terbaca. Muat ulang halaman.',
  'media-not-permitted': 'Anda tetap hadir. Anda belum dipersilakan tampil dengan kamera atau mikrofon.',
  'media-not-joined': 'Anda tetap hadir. Video belum tersambung, kami menyambung lagi.',
  'media-unknown': 'Anda tetap hadir. Gambar atau suara ini sudah tidak ada.',
  'media-unsupported': 'Anda tetap hadir. Peramban ini tidak mendukung video acara. Pakai peramban yang lebih baru.',
  'media-invalid': 'Anda tetap hadir. Video ditolak oleh peladen, kami mencoba lagi.',
  'media-restarting': 'Anda tetap hadir. Video sedang dimulai ulang, kami menyambung lagi.',
  'unknown-document': 'Tidak ada yang berubah. Kode ini tidak mengacu pada dokumen mana pun di sini.',
  'not-a-pdf': 'Berkas Anda tidak disimpan. Berkas ini bukan PDF. Pilih PDF yang asli.',
  'file-too-large': 'Berkas Anda tidak disimpan. Ukurannya lebih dari 25 MB.',
  unreadable: 'Berkas Anda tidak disimpan. PDF ini rusak dan tidak terbaca. Pakai berkas asli yang diunduh.',
  'agreement-voided':
    'Tanda tangan yang sudah dibubuhkan tersimpan. Perjanjian ini dinyatakan batal. Hubungi petugas hukum.',
  'agreement-replaced':
    'Tanda tangan yang sudah dibubuhkan tersimpan. Perjanjian ini digantikan oleh versi baru. Buka versi baru itu.',
  'signed-on-paper':
    'Yang sudah ditandatangani tersimpan. Perjanjian ini ditandatangani di atas kertas dan tidak ditandatangani lagi di sini.',
  'needs-new-version': 'Tidak ada yang berubah. Naskah sudah tetap. Gantikan dahulu perjanjian ini dengan versi baru.',
  'wrong-signatory':
    'Tidak ada yang berubah. Orang ini tidak menandatangani untuk pihak atau tempat itu. Pilih yang lain.',
  'not-sealed': 'Tidak ada yang berubah. Perjanjian ini belum disegel.',
  'no-timestamp':
    'Penanda waktu, atau daftar pencabutan penerbit lain, belum diperoleh. Dokumen tidak berubah. Coba lagi nanti.',
  'not-complete': 'Tidak ada yang berubah. Belum semua pihak menandatangani.',
  'not-a-scan': 'Tidak ada yang disimpan. Pindaian ini bukan PDF dan bukan JPEG. Pilih berkas lain.',
  'unknown-template':
    'Tidak ada yang berubah. Templat perjanjian ini tidak ada di sini. Impor templat itu atau mulai lagi dengannya.',
  'template-changed':
    'Tidak ada yang berubah. Templat disunting sesudah digunakan. Beri suntingan itu nomor versi baru.',
  unprintable: 'Tidak ada yang berubah. Suatu teks memuat huruf yang tidak dapat dicetak. Tuliskan dengan cara lain.',
  'does-not-fit':
    'Tidak ada yang berubah. Ada teks yang terlalu panjang untuk formulir. Persingkat teks itu atau pakai templat lain.',
  'nothing-to-sign':
    'Yang sudah Anda tanda tangani tersimpan. Tidak ada yang menunggu tanda tangan Anda dalam gelombang ini.',
  'already-registered': 'Yang terdaftar tersimpan. Data ini sudah ada dalam daftar. Periksa nomornya.',
  'party-not-checked': 'Tidak ada yang berubah. Pihak ini belum diperiksa. Catat dahulu pemeriksaannya.',
  'party-in-doubt': 'Pemeriksaan tersimpan. Masih ada keraguan. Tuliskan alasan pihak ini tetap dinyatakan layak.',
  'party-not-cleared':
    'Persetujuan Anda tersimpan, tanda tangan ini tidak. Salah satu pihak belum dinyatakan layak. Hubungi petugas hukum.',
  'unknown-authority': 'Tidak ada yang berubah. Kewenangan itu tidak ada atau sudah dicabut. Daftarkan kembali.',
  'authority-missing':
    'Persetujuan Anda tersimpan, tanda tangan ini tidak. Kewenangan penanda tangan belum diperiksa. Hubungi petugas hukum.',
  'authority-expired':
    'Persetujuan Anda tersimpan, tanda tangan ini tidak. Kewenangan penanda tangan sudah berakhir. Hubungi petugas hukum.',
  'authority-exceeded':
    'Persetujuan Anda tersimpan, tanda tangan ini tidak. Perjanjian ini melampaui kewenangan penanda tangan. Hubungi petugas hukum.',
};
